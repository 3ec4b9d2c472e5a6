namespace NanoBanana.Client.Model;

/// <summary>Whether the cost of a task is reserved, spent, in doubt or released.</summary>
public enum Charge
{
    /// <summary>Reserved: the request may have been sent, and its outcome is not known yet.</summary>
    Reserved,

    /// <summary>The gateway accepted the request.</summary>
    Spent,

    /// <summary>It is unknown whether the gateway accepted it.</summary>
    Unknown,

    /// <summary>Nothing was charged.</summary>
    Released,
}
