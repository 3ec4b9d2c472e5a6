using System.Globalization;

namespace NanoBanana.Client.Journal;

/// <summary>The failure of a task of which it is unknown whether the gateway accepted it.</summary>
internal static class UnknownOutcome
{
    public static TaskFailure NoReceipt(string? provider, string intent) => new()
    {
        Reason = ErrorIds.OutcomeUnknown,
        Message = ErrorCatalog.Message(ErrorIds.OutcomeUnknown, provider, "the process ended before the reply was recorded.", intent),
        MayHaveBeenCharged = true,
    };

    /// <summary>The process ended between the claim of the work and its sending.</summary>
    public static TaskFailure NeverSent(string? provider) => new()
    {
        Reason = ErrorIds.NotDelivered,
        Message = ErrorCatalog.Message(ErrorIds.NotDelivered, provider, "the process ended before it was sent."),
    };

    public static TaskFailure From(NanoBananaException error) => new()
    {
        Reason = error.ErrorId,
        Code = error.Code?.ToString(CultureInfo.InvariantCulture),
        Message = error.Message,
        MayHaveBeenCharged = true,
    };
}
