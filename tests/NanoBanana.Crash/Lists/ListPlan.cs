using System.Globalization;
using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;

namespace NanoBanana.Crash.Lists;

/// <summary>One list of records that several processes do with <c>-Resume</c> over one store. It is handed to a child as arguments.</summary>
internal sealed record ListPlan
{
    /// <summary>A file, or a connection of PostgreSQL.</summary>
    public required string Address { get; init; }

    /// <summary>The home folder of the process.</summary>
    public required string Home { get; init; }

    /// <summary>What the prompts begin with.</summary>
    public required string Name { get; init; }

    public required Uri Gateway { get; init; }

    public required int Records { get; init; }

    public int ThrottleLimit { get; init; } = 8;

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    public bool IsBackward { get; init; }

    /// <summary>The profile's name: its id is the same whatever it is called.</summary>
    public string Profile { get; init; } = "list";

    /// <summary>Most that may be spent on a day, at 1 USD a record; 0 for no cap.</summary>
    public int Cap { get; init; }

    /// <summary>The step at which the process stops itself, once, as SIGSTOP does; none where empty.</summary>
    public string StopsAt { get; init; } = string.Empty;

    public static ListPlan Parse(string[] texts) => new()
    {
        Address = texts[0],
        Home = texts[1],
        Name = texts[2],
        Gateway = new Uri(texts[3]),
        Records = int.Parse(texts[4], CultureInfo.InvariantCulture),
        ThrottleLimit = int.Parse(texts[5], CultureInfo.InvariantCulture),
        Lease = TimeSpan.FromMilliseconds(int.Parse(texts[6], CultureInfo.InvariantCulture)),
        IsBackward = bool.Parse(texts[7]),
        Profile = texts[8],
        Cap = int.Parse(texts[9], CultureInfo.InvariantCulture),
        StopsAt = texts[10],
    };

    public string[] ToArguments() =>
    [
        Address, Home, Name, Gateway.AbsoluteUri, Number(Records), Number(ThrottleLimit), Number((int)Lease.TotalMilliseconds), IsBackward.ToString(), Profile, Number(Cap), StopsAt,
    ];

    public string PromptOf(int record) => FormattableString.Invariant($"{Name} {record}");

    public TaskJournal OpenJournal() => new(TaskStores.Create(Address, new StoreOptions { Home = Home, Lease = Lease }), time: null);

    public NanoBananaClient ClientOf(TaskJournal journal, Action<string>? checkpoint)
    {
        var profile = new Profile
        {
            Name = Profile,
            Id = "the-account-of-the-list",
            Provider = ProviderNames.Crun,
            BaseUri = Gateway,
            PricePerImage = new Money(1, Currencies.Usd),
            DailyBudget = Cap > 0 ? new Money(Cap, Currencies.Usd) : null,
        };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(BatchPlan.Key));
        return new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Journal = journal, Checkpoint = checkpoint });
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
