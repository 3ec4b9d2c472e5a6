namespace NanoBanana.Http1;

/// <summary>How much of a reply is sent before its connection is reset.</summary>
internal enum ReplyCut
{
    /// <summary>All of it, and no reset.</summary>
    None,

    /// <summary>Half of the body; all but the end of the head if there is no body.</summary>
    Half,

    /// <summary>Nothing.</summary>
    Everything,
}
