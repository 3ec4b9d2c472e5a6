using System.Globalization;
using System.Net.Sockets;
using System.Text;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Callbacks;

/// <summary>One connection of a listener: one request, one answer, then it is closed. Whatever a sender does ends here.</summary>
internal sealed class CallbackConnection(Socket socket, CallbackDesk desk, CallbackListenerOptions options)
{
    // the receiver's answer as kie.ai's page shows it; the others ask for HTTP 200 alone
    private const string Thanks = "{\"code\":200,\"msg\":\"success\"}";
    private const int Ok = 200;

    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>Serves it to its end; never throws.</summary>
    public async Task ServeAsync()
    {
        using var limit = options.Reading.Time.CreateCancellationTokenSource(options.RequestTimeout);

        // older frameworks cannot cancel a read in any other way
        using var cut = limit.Token.Register(Cut);
        try
        {
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            await ServeAsync(stream, limit.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // the sender hung up, was too slow, or the listener is closing: nobody is left to tell
        }
        finally
        {
            socket.Dispose();
        }
    }

    /// <summary>Ends it at once; safe from any thread.</summary>
    public void Cut() => socket.Dispose();

    private async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var bytes = new ReceivedBytes(stream, cancellationToken);
        Callback? news = null;
        int status;
        try
        {
            var request = await ReceivedRequest.ReadHeadAsync(bytes, options.MaxHeadBytes).ConfigureAwait(false);
            var provider = desk.Sender(request);
            if (request.AwaitsContinue)
            {
                await stream.WriteAsync(Continue, 0, Continue.Length, cancellationToken).ConfigureAwait(false);
            }

            var body = await request.ReadBodyAsync(bytes, options.Reading.MaxBytes).ConfigureAwait(false);
            (status, news) = desk.Judge(provider, request, body);
        }
        catch (RequestException refusal)
        {
            desk.CountRefused();
            status = refusal.Status;
        }

        try
        {
            await AnswerAsync(stream, status, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Signal(news);
        }
    }

    private void Signal(Callback? news)
    {
        if (news is not null)
        {
            options.Signals.Signal(news.Provider, news.Id);
        }
    }

    private async Task AnswerAsync(NetworkStream stream, int status, CancellationToken cancellationToken)
    {
        var text = status == Ok ? Thanks : string.Empty;
        var answer = Encoding.ASCII.GetBytes(string.Format(
            CultureInfo.InvariantCulture,
            "HTTP/1.1 {0} {1}\r\nContent-Type: application/json\r\nContent-Length: {2}\r\nConnection: close\r\n\r\n{3}",
            status,
            status == Ok ? "OK" : "Refused",
            text.Length,
            text));
        await stream.WriteAsync(answer, 0, answer.Length, cancellationToken).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);

        // closing with bytes unread resets the connection, and the sender would not see the answer
        var rest = new byte[4096];
        while (status != Ok && await stream.ReadAsync(rest, 0, rest.Length, cancellationToken).ConfigureAwait(false) > 0)
        {
            // thrown away
        }
    }
}
