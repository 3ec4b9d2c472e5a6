using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles;

namespace NanoBanana.Client;

/// <summary>What a client needs from its host; every member has a default.</summary>
public sealed record ClientOptions
{
    /// <summary>The profiles and their keys.</summary>
    public ProfileStore Profiles { get; init; } = ProfileStore.Process;

    /// <summary>The clock and the timers.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public TimeProvider Time { get; init => field = Ranges.Given(value); } = TimeProvider.System;

    /// <summary>How long one submit may be retried if that is safe; at least 0, 30 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan SubmitBudget { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromSeconds(30);

    /// <summary>How long a submit waits for its turn if the gateway refuses it although the account's limits were kept; at least 0, 15 minutes by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan QuotaBudget { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromMinutes(15);

    /// <summary>How long a query waits because the gateway asks for it, before it is an error; at least 0, 2 minutes by default. A watch waits itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan QueryBudget { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromMinutes(2);

    /// <summary>How long a submit in flight is awaited after a stop; then its outcome counts as unknown. At least 0, 10 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan StopGrace { get; init => field = Ranges.FromZero(value); } = TimeSpan.FromSeconds(10);

    /// <summary>Where intents and tasks are recorded; null records nothing, and a crash then loses what was in flight.</summary>
    public TaskJournal? Journal { get; init; }

    /// <summary>The accounts, whose limits apply to all clients together.</summary>
    public AccountRegistry Accounts { get; init; } = AccountRegistry.Process;

    /// <summary>How long tasks take.</summary>
    public LearnedDurations Durations { get; init; } = LearnedDurations.Process;

    /// <summary>Where warnings and details go; null drops them.</summary>
    public IClientLog? Log { get; init => field = value is null ? null : new RedactedLog(value); }

    /// <summary>
    /// The address that a provider posts callbacks to if neither the request nor the profile has one: a listener's
    /// <see cref="CallbackListener.UrlFor"/>. Null, or a result of null, requests no callbacks.
    /// </summary>
    public Func<string, Uri?>? CallbackUrl { get; init; }

    /// <summary>The HTTP client; null uses the one that the process shares.</summary>
    public HttpClient? Http { get; init; }

    /// <summary>A number from 0 up to 1, for the jitter of waits.</summary>
    public Func<double> Random { get; init; } = Jitter.Shared;

    /// <summary>The notices about models that Google has ended; null gives none.</summary>
    internal ModelNotices? ModelNotices { get; init; } = ModelNotices.Process;

    /// <summary>Called between the steps of a submit, so that a test can end the process there.</summary>
    internal Action<string>? Checkpoint { get; init; }
}
