using System.Net;

namespace NanoBanana.Emulation.Http;

/// <summary>The one server loop: takes requests from the listener, hands each to the answer function, sends the reply.</summary>
internal sealed class HttpDoor : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<EmulatorRequest, CancellationToken, Task<Reply>> _answer;
    private readonly CancellationTokenSource _closing = new();

    private HttpDoor(HttpListener listener, Uri uri, Func<EmulatorRequest, CancellationToken, Task<Reply>> answer)
    {
        _listener = listener;
        _answer = answer;
        Uri = uri;
    }

    public Uri Uri { get; }

    public static HttpDoor Open(string hostName, int port, Func<EmulatorRequest, CancellationToken, Task<Reply>> answer)
    {
        var (listener, uri) = Listening.Start(hostName, port);
        var door = new HttpDoor(listener, uri, answer);
        _ = door.ServeAsync();
        return door;
    }

    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        _closing.Cancel();
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception end) when (end is ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (HttpListenerException)
            {
                // One caller's broken connection; only a closed listener ends the loop.
                continue;
            }

            _ = Task.Run(() => ServeAsync(context));
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            ReplyWriter.ExpectTheWorst(context.Response);
            var reply = await AnswerAsync(context).ConfigureAwait(false);
            await ReplyWriter.SendAsync(reply, context, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The caller hung up or the emulator is closing: nobody is left to tell.
            context.Response.Abort();
        }
    }

    private async Task<Reply> AnswerAsync(HttpListenerContext context)
    {
        var request = await RequestReader.ReadAsync(context.Request, Uri, _closing.Token).ConfigureAwait(false);
        if (request is null)
        {
            return Reply.Text(413, "The body is larger than the emulator takes.");
        }

        try
        {
            return await _answer(request, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Shown to the caller on purpose: a test must tell our mistake from an emulated 500.
            return Reply.Text(500, "A mistake in the emulator itself: " + bug);
        }
    }
}
