namespace NanoBanana.Emulation.Callbacks;

/// <summary>What a callback was posted for.</summary>
internal static class DeliveryKinds
{
    public const string End = "end";

    /// <summary>A change before the end, if the submit asked for all events.</summary>
    public const string Progress = "progress";

    public const string Duplicate = "duplicate";
    public const string Forged = "forged";

    /// <summary>Not posted: a fault lost it.</summary>
    public const string Lost = "lost";

    /// <summary>Not posted: the address is not on this machine and was not allowed.</summary>
    public const string Skipped = "skipped";
}
