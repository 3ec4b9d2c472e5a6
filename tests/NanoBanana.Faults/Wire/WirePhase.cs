namespace NanoBanana.Faults.Wire;

/// <summary>The parts of one exchange, in order.</summary>
internal enum WirePhase
{
    RequestLine,
    RequestHeaders,
    RequestBody,
    ReplyStatus,
    ReplyHeaders,
    ReplyBody,
}
