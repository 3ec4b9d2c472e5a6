namespace NanoBanana.Client.Store;

/// <summary>What becomes of the money of a task.</summary>
public enum StoredCharge
{
    /// <summary>Set aside: nothing is known yet.</summary>
    Reserved,

    /// <summary>The gateway accepted the request.</summary>
    Spent,

    /// <summary>It is unknown whether the gateway accepted it.</summary>
    Unknown,

    /// <summary>Nothing was charged.</summary>
    Released,
}
