namespace NanoBanana;

/// <summary>Where a key comes from; an environment variable is named by itself.</summary>
public static class KeySources
{
    /// <summary>Kept in this process only.</summary>
    public const string Session = "Session";

    /// <summary>There is none.</summary>
    public const string None = "None";
}
