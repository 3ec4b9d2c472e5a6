namespace NanoBanana;

/// <summary>What proves the sender of a callback. They are strings, so that they survive Clixml and JSON.</summary>
public static class CallbackProofs
{
    /// <summary>A signature over the task's id and the time, made with the secret; the body is not covered by it.</summary>
    public const string Signature = "Signature";

    /// <summary>It came to an address with a secret part.</summary>
    public const string PathToken = "PathToken";

    /// <summary>Nothing.</summary>
    public const string None = "None";
}
