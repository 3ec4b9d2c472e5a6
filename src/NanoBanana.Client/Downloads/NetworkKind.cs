namespace NanoBanana.Client.Downloads;

/// <summary>Why an address is no ordinary one.</summary>
internal enum NetworkKind
{
    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A network of the own house; a profile can allow it.</summary>
    Private,

    /// <summary>It stands for an IPv4 address; a profile can allow it, and then that address is looked at.</summary>
    Embedding,

    /// <summary>Nobody serves images there.</summary>
    Never,
}
