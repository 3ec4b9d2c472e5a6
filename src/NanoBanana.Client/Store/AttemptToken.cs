namespace NanoBanana.Client.Store;

/// <summary>The right to submit one attempt.</summary>
/// <param name="IntentId">The row.</param>
/// <param name="Number">Which number among equal requests the row has, from 1.</param>
/// <param name="Attempt">Which attempt of the row this is, from 1.</param>
/// <param name="Token">Proves that this process made the attempt.</param>
/// <param name="Account">The account that pays.</param>
public sealed record AttemptToken(string IntentId, int Number, int Attempt, string Token, string Account)
{
    /// <summary>The id of this attempt at a gateway that takes one: another attempt of the same row has another.</summary>
    public string RequestId => Attempt == 1 ? IntentId : FormattableString.Invariant($"{IntentId}-{Attempt}");
}
