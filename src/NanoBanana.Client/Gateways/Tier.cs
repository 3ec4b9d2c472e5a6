namespace NanoBanana.Client.Gateways;

/// <summary>A tier of an account, which sets its limits.</summary>
/// <param name="Name">The gateway's own name of it.</param>
/// <param name="Limits">What it allows.</param>
internal sealed record Tier(string Name, AccountLimits Limits)
{
    /// <summary>One line for users: the tier's creates and active tasks.</summary>
    public string Describe() => string.Join(", ", [.. Limits.Creates.Select(each => $"{each} creates"), $"{Limits.Active} active tasks"]);
}
