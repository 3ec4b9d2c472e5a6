namespace NanoBanana;

/// <summary>What is known about the origin of an image: its Content Credentials (C2PA).</summary>
public static class Provenances
{
    /// <summary>The image has no Content Credentials.</summary>
    public const string None = "None";

    /// <summary>The image has Content Credentials, and they are of these bytes. Their signature is not checked.</summary>
    public const string Signed = "Signed";

    /// <summary>The image has Content Credentials, but they cannot be read, or the bytes were changed since.</summary>
    public const string Broken = "Broken";
}
