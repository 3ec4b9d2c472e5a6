namespace NanoBanana.Client.Store;

/// <summary>Asks for the right to submit one piece of work (C1).</summary>
public sealed record WorkClaim
{
    /// <summary>What makes two requests the same piece of work.</summary>
    public required string WorkKey { get; init; }

    /// <summary>The key under which the same work was imported from version 0.1.0; null if that version could not do it. Computed only if something was imported.</summary>
    internal Func<string?>? ImportedKey { get; init; }

    /// <summary>Whether earlier work of the same key is returned instead of a new claim; false always makes a new row.</summary>
    public bool Resume { get; init; }

    /// <summary>The numbers of equal requests that this run already holds.</summary>
    public IReadOnlyCollection<int> TakenNumbers { get; init; } = [];

    /// <summary>Whether C1 and C2 are one commit: once the work is claimed, bytes may be sent.</summary>
    public bool Sends { get; init; }

    /// <summary>Whether earlier work that was not charged is done again as a row of its own, instead of as another attempt of its row.</summary>
    public bool NewRowAlways { get; init; }

    /// <summary>Another attempt of a row whose last one was ours and has landed without a charge: the next gateway, or the same again.</summary>
    public AttemptToken? Continues { get; init; }

    /// <summary>The id of the row if a new one is made: chosen before anything is written, so that a lost answer can be read back.</summary>
    public required string IntentId { get; init; }

    /// <summary>The attempt's own secret number: its holder holds the claim.</summary>
    public required string Token { get; init; }

    /// <summary>The whole request as one JSON value.</summary>
    public required string Request { get; init; }

    /// <summary>The prompt, for searching; null if the profile leaves it out.</summary>
    public string? Prompt { get; init; }

    /// <summary>The tag as JSON; null without one, or if the profile leaves it out.</summary>
    public string? Tag { get; init; }

    /// <summary>The hash of the tag; null without one.</summary>
    public string? TagHash { get; init; }

    /// <summary>The batch it belongs to.</summary>
    public string? Batch { get; init; }

    /// <summary>The emulator's instance; null for a real gateway.</summary>
    public string? Emulator { get; init; }

    /// <summary>Whether the emulator runs in this process: its work is then removed when the process ends.</summary>
    public bool EmulatorIsOurs { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The immutable id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>The profile's name now.</summary>
    public required string Profile { get; init; }

    /// <summary>The gateway's address.</summary>
    public string? BaseUri { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>What it costs.</summary>
    public StoredPrice Price { get; init; } = StoredPrice.Unknown;

    /// <summary>The caps of the account; checked in the same transaction.</summary>
    public IReadOnlyList<BudgetCap> Caps { get; init; } = [];

    /// <summary>Which of several takes of one request this is; null for a single one.</summary>
    public int? Take { get; init; }

    /// <summary>The intent that this is another take of.</summary>
    public string? TakeOf { get; init; }
}
