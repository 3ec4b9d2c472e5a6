namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that documents the limits of an account.</summary>
internal interface IAccountLimits
{
    /// <summary>The gateway's tiers, the smallest first; empty if it has none.</summary>
    IReadOnlyList<Tier> Tiers { get; }

    /// <summary>The limits of an account.</summary>
    /// <param name="tier">One of <see cref="Tiers"/>, or null if the account's tier is not known.</param>
    AccountLimits LimitsOf(Tier? tier);
}
