namespace NanoBanana;

/// <summary>A tier of a gateway's accounts.</summary>
/// <param name="Name">The gateway's own name of it.</param>
/// <param name="Limits">What it allows, in one line for users.</param>
public sealed record TierDescription(string Name, string Limits)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
