namespace NanoBanana;

/// <summary>Where a key comes from; a vault is <c>Vault:</c> and its name, an environment variable is named by itself.</summary>
public static class KeySources
{
    /// <summary>Kept in this process only.</summary>
    public const string Session = "Session";

    /// <summary>The embedded store of secrets.</summary>
    public const string Store = "Store";

    /// <summary>There is no key.</summary>
    public const string None = "None";
}
