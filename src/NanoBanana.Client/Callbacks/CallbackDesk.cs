using NanoBanana.Client.Gateways;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Callbacks;

/// <summary>Judges requests to a listener: who is it from, what does it claim, is it news. Knows nothing of sockets.</summary>
internal sealed class CallbackDesk(CallbackListenerOptions options)
{
    private const int Ok = 200, BadRequest = 400, Unauthorized = 401, NotFound = 404, MethodNotAllowed = 405, TooLarge = 413;

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

    /// <summary>Whose callback the request must be; a <see cref="RequestException"/> where its body need not be read.</summary>
    public string Sender(ReceivedRequest request)
    {
        var provider = Address.ProviderOf(request.Path) ?? throw new RequestException(NotFound);
        return string.Equals(request.Method, "POST", StringComparison.Ordinal) ? provider : throw new RequestException(MethodNotAllowed);
    }

    /// <summary>The status of the answer, and the callback where it is news.</summary>
    public (int Status, Callback? News) Judge(string provider, ReceivedRequest request, byte[] body)
    {
        // the others document no signature: the token in the path speaks for them
        var signs = GatewayRegistry.Describe(provider).SignedCallbacks;
        var reading = options.Reading with { Provider = provider, Secrets = signs ? options.Reading.Secrets : [] };
        try
        {
            var callback = CallbackReader.Read(body, request.Headers, reading);
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

    /// <summary>Counts a request that was turned away unread.</summary>
    public void CountRefused() => Interlocked.Increment(ref _refused);

    private static int Status(string errorId) => errorId switch
    {
        ErrorIds.CallbackTooLarge => TooLarge,
        ErrorIds.CallbackSignatureInvalid or ErrorIds.CallbackTimestampInvalid => Unauthorized,
        _ => BadRequest,
    };
}
