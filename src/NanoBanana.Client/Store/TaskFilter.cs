namespace NanoBanana.Client.Store;

/// <summary>Selects tasks; a property that is null does not restrict them.</summary>
public sealed record TaskFilter
{
    /// <summary>This client's own ids.</summary>
    public IReadOnlyList<string>? IntentIds { get; init; }

    /// <summary>The gateway's ids.</summary>
    public IReadOnlyList<string>? GatewayIds { get; init; }

    /// <summary>How the gateway's id begins.</summary>
    public string? GatewayIdPrefix { get; init; }

    /// <summary>How this client's own id begins.</summary>
    public string? IntentIdPrefix { get; init; }

    /// <summary>Patterns of the gateway's id or this client's own, with <c>*</c>, <c>?</c> and <c>[a-z]</c>. More tasks may be returned than match.</summary>
    public IReadOnlyList<string>? IdPatterns { get; init; }

    /// <summary>Patterns of the prompt, with <c>*</c>, <c>?</c> and <c>[a-z]</c>. More tasks may be returned than match.</summary>
    public IReadOnlyList<string>? PromptPatterns { get; init; }

    /// <summary>Only tasks with one of these <see cref="ReviewDecisions"/>; an open one is a success that was not reviewed.</summary>
    public IReadOnlyList<string>? Reviews { get; init; }

    /// <summary>Work keys.</summary>
    public IReadOnlyList<string>? WorkKeys { get; init; }

    /// <summary>States as stored.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Only tasks that have not ended, or may not have ended.</summary>
    public bool Pending { get; init; }

    /// <summary>Only tasks that were paid for and whose images are not on disk.</summary>
    public bool Unsaved { get; init; }

    /// <summary>Only other takes of an earlier task.</summary>
    public bool Retakes { get; init; }

    /// <summary>Providers, without regard to case.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>Names of profiles, without regard to case. With <see cref="Accounts"/>, a task of either is found.</summary>
    public IReadOnlyList<string>? Profiles { get; init; }

    /// <summary>Ids of accounts.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Batches.</summary>
    public IReadOnlyList<string>? Batches { get; init; }

    /// <summary>Claimed from this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>XXH64 of a file's bytes.</summary>
    public ulong? Checksum { get; init; }

    /// <summary>The maximum number, the newest first; null for all.</summary>
    public int? Last { get; init; }

    /// <summary>Newest first; else oldest first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Real tasks only, an emulator's only, or both.</summary>
    public EmulatorScope Emulators { get; init; } = EmulatorScope.None;

    /// <summary>Which emulator's, for <see cref="EmulatorScope.Only"/>; null: of any.</summary>
    public string? Emulator { get; init; }
}
