namespace NanoBanana;

/// <summary>A gateway that was asked before another one took the request; it charged nothing.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Provider">One of <see cref="ProviderNames"/>.</param>
/// <param name="ErrorId">Why the next one was asked: an id of <see cref="ErrorIds"/>.</param>
/// <param name="Message">The same in words.</param>
public sealed record TaskAttempt(string Profile, string Provider, string ErrorId, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Profile}: {ErrorId}";
}
