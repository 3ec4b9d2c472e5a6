namespace NanoBanana.Client.Tests.Http;

/// <summary>The form of a gateway's refusal.</summary>
public enum Shape
{
    /// <summary>By HTTP status, without a code in the body.</summary>
    Status,

    /// <summary>By a code in the body of an HTTP 200.</summary>
    Envelope,

    /// <summary>By both.</summary>
    Both,
}
