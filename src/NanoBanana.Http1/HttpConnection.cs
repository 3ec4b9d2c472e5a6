using System.Net.Sockets;

namespace NanoBanana.Http1;

/// <summary>One caller's connection: request after request, until one side ends it. Whatever a sender does ends here.</summary>
internal sealed class HttpConnection(Socket socket, IHttpHandler handler, HttpServerOptions options)
{
    // A reset overtakes what the caller has not read yet; on one machine this is ample time to read it.
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(50);

    private static readonly byte[] Continue = Latin1.ToBytes("HTTP/1.1 100 Continue\r\n\r\n");
    private static readonly byte[] Spaces = Latin1.ToBytes(new string(' ', 64 * 1024));

    private readonly byte[] _firstByte = new byte[1];
    private volatile bool _isServing = true;

    /// <summary>True while a request has arrived, if only in part, that was not answered.</summary>
    public bool IsBusy
    {
        get
        {
            try
            {
                // In this order: bytes are read only after the flag was set.
                return socket.Poll(0, SelectMode.SelectRead) || _isServing;
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return _isServing;
            }
        }
    }

    public async Task ServeAsync(CancellationToken closing)
    {
        try
        {
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var reader = new ConnectionReader(stream);
            while (await ServeNextAsync(reader, stream, closing).ConfigureAwait(false))
            {
                // The next one.
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller hung up or was too slow, or the server is closing: there is no one to report to.
            Reset();
        }
    }

    /// <summary>Ends the connection with a reset, which no caller can take for the end of an answer; safe from any thread.</summary>
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

    private async Task<bool> ServeNextAsync(ConnectionReader reader, NetworkStream stream, CancellationToken closing)
    {
        if (options.RequestTimeout is not { } time)
        {
            return await ServeOneAsync(reader, stream, closing).ConfigureAwait(false);
        }

        using var timer = options.Clock.CancelAfter(time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, closing);

        // Older frameworks cannot cancel a read in any other way.
        using var cut = limit.Token.Register(Reset);
        return await ServeOneAsync(reader, stream, limit.Token).ConfigureAwait(false);
    }

    private async Task<bool> ServeOneAsync(ConnectionReader reader, NetworkStream stream, CancellationToken cancel)
    {
        try
        {
            await ArrivalAsync(reader).ConfigureAwait(false);
            var head = await RequestHead.ReadAsync(reader, options.MaxHeadBytes, cancel).ConfigureAwait(false);
            if (head is null)
            {
                return false;
            }

            if (handler.Examine(head) is { } instead)
            {
                await EndAsync(instead, reader, stream, cancel).ConfigureAwait(false);
                return false;
            }

            return await ServeAsync(head, reader, stream, cancel).ConfigureAwait(false);
        }
        catch (RequestException refusal)
        {
            await EndAsync(handler.Refuse(refusal), reader, stream, cancel).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Waits for the next request, and leaves its bytes in the socket. A reset ends the wait.</summary>
    private async Task ArrivalAsync(ConnectionReader reader)
    {
        if (!reader.HasMore)
        {
            _isServing = false;
            _ = await socket.ReceiveAsync(new ArraySegment<byte>(_firstByte), SocketFlags.Peek).ConfigureAwait(false);
            _isServing = true;
        }
    }

    private async Task<bool> ServeAsync(RequestHead head, ConnectionReader reader, NetworkStream stream, CancellationToken cancel)
    {
        if (RequestBody.IsAnnouncedBy(head, options.MaxBodyBytes) && head.ExpectsContinue && !reader.HasMore)
        {
            await stream.WriteAsync(Continue, 0, Continue.Length, cancel).ConfigureAwait(false);
        }

        var body = await RequestBody.ReadAsync(head, reader, options, cancel).ConfigureAwait(false);
        var reply = await handler.AnswerAsync(head, body, cancel).ConfigureAwait(false);
        var keepsAlive = options.KeepsAlive && head.KeepsAlive;
        await SendAsync(reply, withBody: head.Method is not "HEAD", keepsAlive, stream, cancel).ConfigureAwait(false);
        if (reply.Cut is ReplyCut.None)
        {
            return keepsAlive;
        }

        await options.Clock.PauseAsync(reply.Cut is ReplyCut.Half ? TimeToRead : TimeSpan.Zero, cancel).ConfigureAwait(false);
        Reset();
        return false;
    }

    private async Task EndAsync(Reply reply, ConnectionReader reader, NetworkStream stream, CancellationToken cancel)
    {
        await SendAsync(reply, withBody: true, keepsAlive: false, stream, cancel).ConfigureAwait(false);
        if (reply.Cut is not ReplyCut.None)
        {
            Reset();
            return;
        }

        _isServing = false;

        // Closing with bytes unread resets the connection, and the caller would not see the answer.
        await reader.DrainAsync(cancel).ConfigureAwait(false);
    }

    private async Task SendAsync(Reply reply, bool withBody, bool keepsAlive, NetworkStream stream, CancellationToken cancel)
    {
        try
        {
            if (reply.Cut is not ReplyCut.Everything)
            {
                var bytes = ReplyWriter.ToBytes(reply, withBody, keepsAlive, options.Clock.GetUtcNow());
                await stream.WriteAsync(bytes, 0, bytes.Length, cancel).ConfigureAwait(false);
                await PadAsync(withBody ? reply.Padding : 0, stream, cancel).ConfigureAwait(false);
            }

            if (reply.Cut is ReplyCut.None && !keepsAlive)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        finally
        {
            reply.Sent?.Invoke();
        }
    }

    private static async Task PadAsync(long count, NetworkStream stream, CancellationToken cancel)
    {
        for (; count > 0; count -= Spaces.Length)
        {
            await stream.WriteAsync(Spaces, 0, (int)Math.Min(count, Spaces.Length), cancel).ConfigureAwait(false);
        }
    }
}
