using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.State;
using NanoBanana.Http1;

namespace NanoBanana.Client.Callbacks;

/// <summary>Answers the requests to a listener: finds out who sent them, what they claim, and whether that is new.</summary>
internal sealed class CallbackHandler(CallbackListenerOptions options) : IHttpHandler
{
    private const int Ok = 200, BadRequest = 400, Unauthorized = 401, NotFound = 404, MethodNotAllowed = 405, TooLarge = 413;
    private const string Json = "application/json";

    // the receiver's answer as kie.ai's page shows it; the others ask for HTTP 200 alone
    private static readonly byte[] Thanks = Encoding.ASCII.GetBytes("{\"code\":200,\"msg\":\"success\"}");

    private readonly CallbackMemory _memory = new(options.MemorySize);
    private long _received;
    private long _repeated;
    private long _refused;
    private long _lastTicks;

    public CallbackAddress Address { get; } = new();

    public long Received => Interlocked.Read(ref _received);

    public long Repeated => Interlocked.Read(ref _repeated);

    public long Refused => Interlocked.Read(ref _refused);

    public DateTimeOffset? LastAt => Interlocked.Read(ref _lastTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <inheritdoc/>
    public Reply? Examine(RequestHead head)
    {
        _ = Sender(head);
        return null;
    }

    /// <inheritdoc/>
    public Task<Reply> AnswerAsync(RequestHead head, byte[] body, CancellationToken cancel)
    {
        var (status, news) = Judge(Sender(head), head.Headers, body);
        return Task.FromResult(new Reply(status, Json, status == Ok ? Thanks : [])
        {
            // after the answer: those who wait for the task must not hold it up
            Sent = news is null ? null : () => options.Signals.Signal(news.Provider, news.Id),
        });
    }

    /// <inheritdoc/>
    public Reply Refuse(RequestException refusal)
    {
        Interlocked.Increment(ref _refused);
        return new Reply(refusal.Status, Json, []);
    }

    // whose callback the request must be; if the path belongs to no provider, its body is not read
    private string Sender(RequestHead head)
    {
        if (!head.Target.StartsWith("/", StringComparison.Ordinal))
        {
            throw new RequestException(BadRequest, "The target of the request is not a path.");
        }

        var provider = Address.ProviderOf(head.Target.Split('?')[0]) ?? throw new RequestException(NotFound, "This path does not receive callbacks.");
        return head.Method is "POST" ? provider : throw new RequestException(MethodNotAllowed, "A callback must be sent with POST.");
    }

    private (int Status, Callback? News) Judge(string provider, HeaderList headers, byte[] body)
    {
        // the others document no signature, so the token in the path is their only proof
        var signs = GatewayRegistry.Describe(provider).SignedCallbacks;
        var reading = options.Reading with { Provider = provider, Secrets = signs ? options.Reading.Secrets : [] };
        try
        {
            var callback = CallbackReader.Read(body, headers, reading);
            if (!_memory.IsNews(provider, body))
            {
                Interlocked.Increment(ref _repeated);
                return (Ok, null);
            }

            Interlocked.Increment(ref _received);
            Interlocked.Exchange(ref _lastTicks, callback.ReceivedAt.UtcTicks);
            return (Ok, callback.Verified is CallbackProofs.Signature ? callback : callback with { Verified = CallbackProofs.PathToken });
        }
        catch (NanoBananaException refusal)
        {
            Interlocked.Increment(ref _refused);
            return (Status(refusal.ErrorId), null);
        }
    }

    private static int Status(string errorId) => errorId switch
    {
        ErrorIds.CallbackTooLarge => TooLarge,
        ErrorIds.CallbackSignatureInvalid or ErrorIds.CallbackTimestampInvalid => Unauthorized,
        _ => BadRequest,
    };
}
