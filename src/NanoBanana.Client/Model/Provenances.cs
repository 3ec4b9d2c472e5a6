namespace NanoBanana;

/// <summary>What is known of where an image comes from: its Content Credentials (C2PA).</summary>
public static class Provenances
{
    /// <summary>It carries none.</summary>
    public const string None = "None";

    /// <summary>It carries some, and they are of these bytes. Who signed them is not checked.</summary>
    public const string Signed = "Signed";

    /// <summary>It carries some, but they cannot be read, or the bytes were changed since.</summary>
    public const string Broken = "Broken";
}
