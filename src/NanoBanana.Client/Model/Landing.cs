namespace NanoBanana.Client.Model;

/// <summary>The outcome of a submit.</summary>
internal enum Landing
{
    /// <summary>No byte of the body left: it can be sent again.</summary>
    NotDelivered,

    /// <summary>The gateway asks to try again later, and accepted nothing: it can be sent again.</summary>
    Refused,

    /// <summary>The gateway refuses it for good.</summary>
    Rejected,

    /// <summary>The gateway may have accepted it. It is never sent again, unless it has an idempotency key.</summary>
    Unknown,

    /// <summary>The gateway accepted it and returned an id.</summary>
    Accepted,
}
