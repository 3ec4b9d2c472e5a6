namespace NanoBanana.Emulation.Callbacks;

/// <summary>One callback that was posted, or was not, for the control service.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="TaskId">Of which task.</param>
/// <param name="To">The address as the submit gave it.</param>
/// <param name="Kind">One of <see cref="DeliveryKinds"/>.</param>
/// <param name="Signed">It carried a signature.</param>
/// <param name="At">When.</param>
/// <param name="Answer">The receiver's HTTP status; null if none came.</param>
/// <param name="Problem">Why it did not arrive; null if it did.</param>
internal sealed record Delivery(
    string Provider, string TaskId, Uri To, string Kind, bool Signed, DateTimeOffset At, int? Answer, string? Problem);
