using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana;

/// <summary>
/// Every failure that this library reports. Its <see cref="ErrorId"/> is stable across versions; the text is not.
/// It never carries an API key: replies are redacted before they are kept.
/// </summary>
public sealed class NanoBananaException : Exception
{
    private readonly object?[] _arguments;

    /// <summary>Creates the error <paramref name="errorId"/> with its text from the message catalogue.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="innerException">What caused it, or null.</param>
    /// <param name="arguments">The values that the text names.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is unknown.</exception>
    /// <exception cref="FormatException">The text has more placeholders than there are values.</exception>
    public NanoBananaException(string errorId, Exception? innerException, params object?[] arguments)
        : base(Redaction.Text(ErrorCatalog.Message(errorId, arguments)), innerException)
    {
        _arguments = arguments;
        ErrorId = errorId;
        RecommendedAction = Redaction.Text(ErrorCatalog.Action(errorId, arguments));
    }

    /// <summary>Creates the error <paramref name="errorId"/> with its text from the message catalogue.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="arguments">The values that the text names.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is unknown.</exception>
    /// <exception cref="FormatException">The text has more placeholders than there are values.</exception>
    public NanoBananaException(string errorId, params object?[] arguments)
        : this(errorId, innerException: null, arguments)
    {
    }

    /// <summary>Stable id, one of <see cref="ErrorIds"/>.</summary>
    public string ErrorId { get; }

    /// <summary>What sort of error it is.</summary>
    public ErrorKind Kind => ErrorCatalog.Kind(ErrorId);

    /// <summary>The next step for the user, in one sentence.</summary>
    public string RecommendedAction { get; }

    /// <summary>The item it is about: a path, a URL without its signature, a task id.</summary>
    public object? Target { get; init => field = value switch
    {
        string text => Redaction.Text(text),
        Uri { IsAbsoluteUri: true } uri => Redaction.Address(uri),
        _ => value,
    }; }

    /// <summary>The gateway that answered, or null if none did.</summary>
    public string? Provider { get; init; }

    /// <summary>The profile that was used, or null.</summary>
    public string? Profile { get; init; }

    /// <summary>HTTP status of the reply, or null if no reply came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The gateway's own code: the envelope's if it has one, else the HTTP status.</summary>
    public int? Code { get; init; }

    /// <summary>The reply's body as text, redacted and cut to 4,096 characters, or null.</summary>
    public string? Reply { get; init; }

    /// <summary>How long the gateway asked to wait, or null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True if the request may have been accepted and paid for although it failed here.</summary>
    public bool MayHaveBeenCharged { get; init; }

    /// <summary>True for an error of the moment: asking again later may succeed.</summary>
    internal bool MayPass =>
        Kind is ErrorKind.ConnectionError or ErrorKind.ResourceUnavailable or ErrorKind.LimitsExceeded or ErrorKind.OperationTimeout
        || ErrorId is ErrorIds.UnreadableReply;

    /// <summary>The same error for another item, which was not sent because of it.</summary>
    internal NanoBananaException For(object? target) => new(ErrorId, this, _arguments)
    {
        Target = target,
        Provider = Provider,
        Profile = Profile,
        HttpStatus = HttpStatus,
        Code = Code,
        Reply = Reply,
    };
}
