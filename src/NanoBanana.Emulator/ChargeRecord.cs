namespace NanoBanana.Emulation;

/// <summary>One line of the charge ledger: who was charged for what, and whether the charge stands.</summary>
/// <param name="Provider">The gateway, for example <c>Crun</c>.</param>
/// <param name="TaskId">The gateway's own task id.</param>
/// <param name="Amount">The amount in <paramref name="Unit"/> for all images of the task.</param>
/// <param name="Unit"><c>USD</c> (Pixazo's price table) or <c>credits</c> (the other four; the amount is invented).</param>
/// <param name="When">When the task was accepted.</param>
/// <param name="Prompt">The prompt that was sent.</param>
/// <param name="Refunded">True once the task is known to fail: none of the gateways charges for that.</param>
public sealed record ChargeRecord(
    string Provider, string TaskId, decimal Amount, string Unit, DateTimeOffset When, string Prompt, bool Refunded)
{
    /// <summary>The <c>X-Request-ID</c> of the submit, whichever gateway it went to; null without one.</summary>
    public string? RequestId { get; init; }

    /// <summary>The SHA-256 of the submitted body's bytes, in lower-case hexadecimal digits.</summary>
    public string BodySha256 { get; init; } = "";
}
