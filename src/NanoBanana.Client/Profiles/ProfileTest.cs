using NanoBanana.Client.Compatibility;

namespace NanoBanana;

/// <summary>The result of a test of a profile: what it proved, and what it could not prove.</summary>
public sealed record ProfileTest
{
    /// <summary>The gateway accepted the key.</summary>
    internal const string KeyProved = "Proved";

    /// <summary>The gateway answered and did not reject the key; whether it checks the key is not documented.</summary>
    internal const string KeyNotRefused = "NotRefused";

    /// <summary>There is no usable key, or the gateway refused it, or could not be reached.</summary>
    internal const string KeyFailed = "Failed";

    /// <summary>An id that no gateway gives.</summary>
    internal const string NoTask = "nanobanana-powershell-key-test";

    private static readonly string[] NeverProved = ["that the key may use each model", "that the upload target accepts files"];

    /// <summary>The name of the profile.</summary>
    public required string Profile { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The address of the gateway.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Where the key came from.</summary>
    public required string KeySource { get; init; }

    /// <summary><c>Proved</c>, <c>NotRefused</c> or <c>Failed</c>.</summary>
    public required string Result { get; init; }

    /// <summary>The balance, if the gateway reports it.</summary>
    public decimal? Balance { get; init; }

    /// <summary>What the test showed.</summary>
    public IReadOnlyList<string> Proved { get; init => field = Indexable.Of(value); } = [];

    /// <summary>What it could not show.</summary>
    public IReadOnlyList<string> NotProved { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The id of the error, if it failed.</summary>
    public string? Failure { get; init; }

    /// <summary>What went wrong, and the next step.</summary>
    public string? Message { get; init; }

    /// <summary>The result of a test that failed.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="error">Why the test failed.</param>
    /// <returns>A result that proves nothing.</returns>
    public static ProfileTest Failed(Profile profile, NanoBananaException error) => Of(profile, KeyFailed) with
    {
        Proved = error.HttpStatus is null ? [] : ["that the gateway can be reached"],
        NotProved = [error.HttpStatus is null ? "that the gateway accepts the key" : "whether another key would also be accepted", .. NeverProved],
        Failure = error.ErrorId,
        Message = error.Message.TrimEnd('.') + ". " + error.RecommendedAction,
    };

    internal static ProfileTest Proven(Profile profile, Credit credit) => Of(profile, KeyProved) with
    {
        Balance = credit.Balance,
        Proved = ["that the gateway can be reached", "that it accepts the key", "the balance"],
        NotProved = NeverProved,
    };

    internal static ProfileTest NotRefused(Profile profile) => Of(profile, KeyNotRefused) with
    {
        Proved = ["that the gateway can be reached", "that it did not reject the key when a task that does not exist was queried"],
        NotProved = [$"that {profile.Provider} accepts the key, because it documents no free call that checks it", "the balance", .. NeverProved],
    };

    private static ProfileTest Of(Profile profile, string result) =>
        new() { Profile = profile.Name, Provider = profile.Provider, BaseUri = profile.BaseUri, KeySource = profile.KeySource, Result = result };
}
