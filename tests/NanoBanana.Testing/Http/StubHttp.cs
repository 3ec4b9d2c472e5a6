using System.Net;
using System.Text;

namespace NanoBanana.Testing;

/// <summary>The network: answers by a script, in order, and keeps what was sent. A request beyond the script fails the test.</summary>
public sealed class StubHttp : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly List<SentRequest> _sent = [];
    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? _always;

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_script)
            {
                return [.. _sent];
            }
        }
    }

    public SentRequest Only => Assert.Single(Sent);

    public int Unused => _script.Count;

    /// <summary>The next request is read whole and answered.</summary>
    public StubHttp Answer(int status, string body, params (string Name, string Value)[] headers) =>
        Then((request, _) => ReadAndReplyAsync(request, () => Reply(status, Encoding.UTF8.GetBytes(body), headers)));

    public StubHttp Answer(byte[] body, params (string Name, string Value)[] headers) =>
        Then((request, _) => ReadAndReplyAsync(request, () => Reply(200, body, headers)));

    /// <summary>Every request from now on gets this answer.</summary>
    public StubHttp AnswerAlways(int status, string body)
    {
        _always = (request, _) => ReadAndReplyAsync(request, () => Reply(status, Encoding.UTF8.GetBytes(body), []));
        return this;
    }

    /// <summary>Every request from now on is answered by this.</summary>
    public StubHttp Always(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        _always = (request, _) => Task.FromResult(answer(request));
        return this;
    }

    /// <summary>The connection is never made: not a byte of the body leaves.</summary>
    public StubHttp CannotConnect(string message = "Connection refused", Exception? cause = null) =>
        Then(async (request, _) =>
        {
            Keep(await SentRequest.ReadAsync(request, body: false));
            throw new HttpRequestException(message, cause);
        });

    /// <summary>The body leaves, and the connection breaks before an answer.</summary>
    public StubHttp Break(string message = "The response ended prematurely.") =>
        Then((request, _) => ReadAndReplyAsync(request, () => throw new HttpRequestException(message)));

    /// <summary>The body leaves, and the stack fails in a way that it does not document.</summary>
    public StubHttp Fail(Exception error) => Then((request, _) => ReadAndReplyAsync(request, () => throw error));

    /// <summary>The body leaves, and the answer comes when the test says so.</summary>
    public HeldReply Hold()
    {
        var held = new HeldReply();
        Then(async (request, cancel) =>
        {
            Keep(await SentRequest.ReadAsync(request, body: true));
            return await held.WaitAsync(cancel);
        });
        return held;
    }

    public StubHttp Then(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    public static HttpResponseMessage Reply(int status, byte[] body, IEnumerable<(string Name, string Value)> headers)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            _ = reply.Headers.TryAddWithoutValidation(name, value) || reply.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return reply;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? step;
        lock (_script)
        {
            step = _script.TryDequeue(out var next) ? next : _always;
        }

        return step is null
            ? throw new InvalidOperationException($"Not in the script: {request.Method} {request.RequestUri}")
            : step(request, cancellationToken);
    }

    private void Keep(SentRequest request)
    {
        lock (_script)
        {
            _sent.Add(request);
        }
    }

    private async Task<HttpResponseMessage> ReadAndReplyAsync(HttpRequestMessage request, Func<HttpResponseMessage> reply)
    {
        Keep(await SentRequest.ReadAsync(request, body: true));
        return reply();
    }
}
