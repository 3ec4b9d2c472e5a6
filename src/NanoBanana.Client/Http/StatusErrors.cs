using System.Text.RegularExpressions;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Turns a gateway's refusal into an error of this library, whether it came as HTTP status or in an envelope.</summary>
internal static class StatusErrors
{
    private static readonly Regex RefusalWords = new(
        @"content[ _-]?(policy|filter|violation|moderation|safety)|safety|prohibited|nsfw(?!_checker)|sensitive content|moderat|flagged|inappropriate",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static NanoBananaException From(ReplyStatus replyStatus, GatewayReply reply, Profile profile, Secret? key, object? target, TimeProvider time)
    {
        var text = Redaction.Message(replyStatus.Text, key);
        var id = Id(replyStatus);
        var wait = RetryAfter.Read(reply, time);
        object third = id is ErrorIds.GatewayUnavailable or ErrorIds.UnexpectedStatus ? replyStatus.Code : profile.Name;
        return new NanoBananaException(id, profile.Provider, id is ErrorIds.RateLimited ? WithWait(text, wait) : text, third)
        {
            Target = target,
            Provider = profile.Provider,
            Profile = profile.Name,
            HttpStatus = reply.Status,
            Code = replyStatus.Code,
            Reply = Redaction.Reply(reply.Text, key),
            RetryAfter = wait,
        };
    }

    public static bool IsRefusal(string? text) => text is not null && RefusalWords.IsMatch(text);

    /// <summary>A sentence about a refused call, with the time that the gateway asks to wait.</summary>
    public static string WithWait(string text, TimeSpan? wait) =>
        wait is { } asked ? FormattableString.Invariant($"{text.TrimEnd('.')}; it asks to wait {Math.Ceiling(asked.TotalSeconds)} seconds.") : text;

    private static string Id(ReplyStatus replyStatus) => replyStatus.Code switch
    {
        400 or 403 or 422 or 501 when IsRefusal(replyStatus.Text) => ErrorIds.ContentRefused,
        400 => ErrorIds.BadRequest,
        401 => ErrorIds.Unauthorized,
        402 => ErrorIds.InsufficientCredits,
        403 => ErrorIds.Forbidden,
        404 => ErrorIds.NotFound,
        408 => ErrorIds.RequestTimeout,
        409 => ErrorIds.Conflict,
        413 => ErrorIds.PayloadTooLarge,
        422 => ErrorIds.ValidationFailed,
        429 => ErrorIds.RateLimited,
        433 => ErrorIds.SubKeyQuotaExceeded,
        455 => ErrorIds.Maintenance,
        500 => ErrorIds.InternalServerError,
        501 when replyStatus.InEnvelope => ErrorIds.GenerationFailed,
        505 when replyStatus.InEnvelope => ErrorIds.FeatureDisabled,
        301 or 302 or 303 or 307 or 308 => ErrorIds.UnexpectedRedirect,
        407 => ErrorIds.ProxyRefused,
        >= 500 and < 600 => ErrorIds.GatewayUnavailable,
        _ => ErrorIds.UnexpectedStatus,
    };
}
