namespace NanoBanana.Client.Model;

/// <summary>What becomes of the money of a task.</summary>
public enum Charge
{
    /// <summary>Set aside: bytes may have left, and nothing is known yet.</summary>
    Reserved,

    /// <summary>The gateway accepted the request.</summary>
    Spent,

    /// <summary>It is unknown whether the gateway accepted it.</summary>
    Unknown,

    /// <summary>Nothing was charged.</summary>
    Released,
}
