namespace NanoBanana.Client.Downloads;

/// <summary>Why an address is not an ordinary one.</summary>
internal enum NetworkKind
{
    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A private network; a profile can allow it.</summary>
    Private,

    /// <summary>It represents an IPv4 address; a profile can allow it, and then that address is checked.</summary>
    Embedding,

    /// <summary>No server of images has such an address.</summary>
    Never,
}
