namespace NanoBanana.Client.Tests.Http;

/// <summary>How a gateway says no.</summary>
public enum Shape
{
    /// <summary>By HTTP status, without a code in the body.</summary>
    Status,

    /// <summary>By a code in the body of an HTTP 200.</summary>
    Envelope,

    /// <summary>By both.</summary>
    Both,
}
