namespace NanoBanana;

/// <summary>A gateway that was tried before another one accepted the request; it charged nothing.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Provider">One of <see cref="ProviderNames"/>.</param>
/// <param name="ErrorId">Why the next one was tried: an id of <see cref="ErrorIds"/>.</param>
/// <param name="Message">The message of the error.</param>
public sealed record TaskAttempt(string Profile, string Provider, string ErrorId, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Profile}: {ErrorId}";
}
