using System.Net.Sockets;
using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Http;

/// <summary>One caller's connection: request after request, until one side ends it.</summary>
internal sealed class Connection(Socket socket, IReception reception, Uri listening, TimeProvider clock)
{
    // A reset overtakes what the caller has not read yet; on one machine this is ample time to read it.
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(50);

    private static readonly byte[] Continue = Latin1.ToBytes("HTTP/1.1 100 Continue\r\n\r\n");

    public async Task ServeAsync(CancellationToken closing)
    {
        try
        {
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var source = new ByteSource(stream);
            while (await ServeOneAsync(source, stream, closing).ConfigureAwait(false))
            {
                // The next one.
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller hung up or the emulator is closing: nobody is left to tell.
            Reset();
        }
    }

    /// <summary>Ends the connection with a reset, which no caller can take for the end of an answer.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }

    private async Task<bool> ServeOneAsync(ByteSource source, Stream stream, CancellationToken closing)
    {
        try
        {
            var head = await RequestHead.ReadAsync(source, closing).ConfigureAwait(false);
            return head is not null && await ServeAsync(head, source, stream, closing).ConfigureAwait(false);
        }
        catch (MalformedRequestException malformed)
        {
            var reply = Reply.Text(malformed.Status, malformed.Message);
            await SendAsync(ReplyWriter.ToBytes(reply, withBody: true, keepAlive: false, clock.GetUtcNow()), stream, closing).ConfigureAwait(false);
            return false;
        }
    }

    private async Task<bool> ServeAsync(RequestHead head, ByteSource source, Stream stream, CancellationToken closing)
    {
        var request = RequestTarget.Of(head, listening);
        var hasBody = RequestBody.IsAnnouncedBy(head);
        if (reception.TurnsAway(request))
        {
            Reset();
            return false;
        }

        if (hasBody && head.ExpectsContinue && !source.HasMore)
        {
            await SendAsync(Continue, stream, closing).ConfigureAwait(false);
        }

        var body = await RequestBody.ReadAsync(head, source, closing).ConfigureAwait(false);
        var reply = body is null
            ? Reply.Text(413, "The body is larger than the emulator takes.")
            : await AnswerAsync(request with { Body = body }, closing).ConfigureAwait(false);
        if (reply.Cut is not ReplyCut.Everything)
        {
            var bytes = ReplyWriter.ToBytes(reply, withBody: head.Method is not "HEAD", head.KeepsAlive, clock.GetUtcNow());
            await SendAsync(bytes, stream, closing).ConfigureAwait(false);
        }

        if (reply.Cut is ReplyCut.None)
        {
            return head.KeepsAlive;
        }

        await clock.PauseAsync(reply.Cut is ReplyCut.Half ? TimeToRead : TimeSpan.Zero, closing).ConfigureAwait(false);
        Reset();
        return false;
    }

    private async Task<Reply> AnswerAsync(EmulatorRequest request, CancellationToken closing)
    {
        try
        {
            return await reception.AnswerAsync(request, closing).ConfigureAwait(false);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Shown to the caller on purpose: a test must tell our mistake from an emulated 500.
            return Reply.Text(500, "A mistake in the emulator itself: " + bug);
        }
    }

    private static Task SendAsync(byte[] bytes, Stream stream, CancellationToken closing) => stream.WriteAsync(bytes, 0, bytes.Length, closing);
}
