using NanoBanana.Client.Http;
using NanoBanana.Client.Model;

namespace NanoBanana.Journal.Tests.Faults;

/// <summary>What each fault of the emulator's menu must come to, when it strikes the first submit and then no more.</summary>
internal static class FaultTable
{
    private static readonly Outcome Accepted = new(Landing.Accepted, ErrorId: null, Sent: 1);
    private static readonly Outcome Retried = new(Landing.Accepted, ErrorId: null, Sent: 2, IsRepeated: true);

    /// <summary>An answer that is not a clean success and names a task, which is asked for.</summary>
    private static readonly Outcome Asked = Accepted with { IsAsked = true };

    private static readonly Outcome Unknown = new(Landing.Unknown, ErrorIds.OutcomeUnknown, Sent: 1);

    private static readonly Dictionary<string, Outcome> All = new(StringComparer.Ordinal)
    {
        ["status-400"] = Rejected(ErrorIds.BadRequest),
        ["status-401"] = Rejected(ErrorIds.Unauthorized),
        ["status-402"] = Rejected(ErrorIds.InsufficientCredits),
        ["status-403"] = Rejected(ErrorIds.Forbidden),
        ["status-404"] = Rejected(ErrorIds.NotFound),
        ["status-408"] = Unknown,
        ["status-409"] = Rejected(ErrorIds.Conflict),
        ["status-413"] = Rejected(ErrorIds.PayloadTooLarge),
        ["status-422"] = Rejected(ErrorIds.ValidationFailed),
        ["status-429"] = Retried,
        ["status-433"] = Rejected(ErrorIds.SubKeyQuotaExceeded),
        ["status-455"] = Retried,
        ["status-500"] = Unknown,
        ["status-501"] = Rejected(ErrorIds.GenerationFailed),
        ["status-502"] = Unknown,
        ["status-505"] = Rejected(ErrorIds.FeatureDisabled),
        ["rate-limit"] = Retried,
        ["rate-limit-date"] = Retried,
        ["rate-limit-negative"] = Retried,
        ["rate-limit-nan"] = Retried,
        ["rate-limit-absurd"] = Retried,
        ["rate-limit-silent"] = Retried,
        ["too-many-active"] = Retried,
        ["refuse-content"] = Rejected(ErrorIds.ContentRefused),
        ["html-502"] = Unknown,
        ["empty-200"] = Unknown,
        ["slow"] = Accepted,
        ["redirect"] = Rejected(ErrorIds.UnexpectedRedirect),
        ["refuse-connection"] = Unknown with { Sent = 0 },
        ["reset-before-body"] = Unknown,
        ["reset-after-body"] = Unknown,
        ["reset-in-reply"] = Unknown,
        ["error-after-accept"] = Unknown,
        ["no-id"] = Unknown,
        ["old-generation"] = Accepted,
        ["truncated-json"] = Unknown,
        ["task-fails"] = Accepted,
        ["refusal"] = Accepted,
        ["success-without-url"] = Accepted,
        ["unknown-state"] = Accepted,
        ["not-visible-yet"] = Accepted,
        ["state-backwards"] = Accepted,
        ["html-403"] = Rejected(ErrorIds.Forbidden),
        ["text-403"] = Rejected(ErrorIds.Forbidden),
        ["html-503"] = Unknown,
        ["html-200"] = Unknown,
        ["id-in-500"] = Asked,
        ["id-in-envelope-500"] = Asked,
        ["id-in-400"] = Asked,
        ["id-in-cut-json"] = Asked,
        ["huge-reply"] = Asked,
        ["escape-id"] = Unknown,
        ["detail-list"] = Rejected(ErrorIds.ValidationFailed),
        ["already-created"] = Rejected(ErrorIds.Conflict),
        ["object-message"] = Rejected(ErrorIds.BadRequest),
        ["escape-message"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-plain"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-escaped"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-percent"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-percent-lower"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-hex"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-upper"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-base64"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-basic"] = Rejected(ErrorIds.BadRequest),
        ["echo-key-bearer"] = Rejected(ErrorIds.BadRequest),
        ["slow-reply"] = Accepted,
        ["repeated-id"] = Accepted,
        ["bom"] = Accepted,
        ["gzip"] = Accepted,
        ["deflate"] = Accepted,
        ["deflate-raw"] = Accepted,
        ["utf-16"] = Accepted,
        ["utf-16-silent"] = Accepted,
        ["trailing-nuls"] = Accepted,
        ["charset-spelling"] = Accepted,
        ["charset-unknown"] = Accepted,
        ["data-as-text"] = Accepted,
        ["data-as-array"] = Accepted,
        ["finished-at-once"] = Asked,
        ["id-with-key-plain"] = Unknown,
        ["id-with-key-escaped"] = Unknown,
        ["id-with-key-percent"] = Unknown,
        ["id-with-key-percent-lower"] = Unknown,
        ["id-with-key-hex"] = Unknown,
        ["id-with-key-upper"] = Unknown,
        ["id-with-key-base64"] = Unknown,
        ["id-with-key-basic"] = Unknown,
        ["id-with-key-bearer"] = Unknown,
    };

    /// <summary>A gateway that charges twice: no client can know it from the answer.</summary>
    public const string DoubleCharge = "double-charge";

    /// <summary>How the faults begin whose id holds the account's key.</summary>
    public const string KeyInId = "id-with-key-";

    public static Outcome Of(string provider, string fault)
    {
        Assert.True(All.TryGetValue(fault, out var outcome), $"The fault '{fault}' has no expectation in the table.");
        return (provider, fault) switch
        {
            // bare HTTP statuses: nothing says that the gateway means the task
            (ProviderNames.Pixazo, "status-501" or "status-505") => Unknown,
            // its id stands before the place where the reply breaks off
            (ProviderNames.Pixazo, "truncated-json" or "reset-in-reply") => Asked,
            // the same X-Request-ID again
            (ProviderNames.AigptImage, _) when outcome.Landing is Landing.Unknown => Retried with { Sent = outcome.Sent + 1 },
            _ => outcome,
        };
    }

    private static Outcome Rejected(string errorId) => new(Landing.Rejected, errorId, Sent: 1);

    /// <param name="Landing">How the submit lands in the end.</param>
    /// <param name="ErrorId">Its error.</param>
    /// <param name="Sent">How many submits the gateway saw.</param>
    /// <param name="IsRepeated">It is sent again while the fault strikes.</param>
    internal sealed record Outcome(Landing Landing, string? ErrorId, int Sent, bool IsRepeated = false)
    {
        /// <summary>The task was asked for at once: it may have gone on meanwhile.</summary>
        public bool IsAsked { get; init; }
    }
}
