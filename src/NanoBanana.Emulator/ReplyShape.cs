namespace NanoBanana.Emulation;

/// <summary>Which source the emulator follows if a gateway's pages and its recorded replies differ.</summary>
public enum ReplyShape
{
    /// <summary>The pages.</summary>
    Documented,

    /// <summary>The replies of the live services that were recorded: kie.ai's of April 2026 at Apikley, one of January 2026 at NanoBananaAPI.</summary>
    Live,
}
