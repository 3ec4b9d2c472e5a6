using System.Text.RegularExpressions;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Decides the landing of a submit from what was observed: the table in docs/architecture.md.</summary>
internal static class LandingClass
{
    /// <summary>Words of a limit. "A concurrent request created this task already" is a conflict, and a task that exists.</summary>
    private static readonly Regex LimitWords = new(
        @"\b(too many|limit|limits|quota|maximum)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static readonly Regex TakenWords = new(
        @"\balready\b|\bduplicate\b|\bexists\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static Landing Of(SendException error) => error.BodyStarted ? Landing.Unknown : Landing.NotDelivered;

    /// <summary>Whether a refusal is about the limits of the account: its rate, or its active tasks.</summary>
    public static bool IsFull(int? code, string text) => code is 429 || (code is 409 && LimitWords.IsMatch(text) && !TakenWords.IsMatch(text));

    /// <param name="reply">The answer.</param>
    /// <param name="replyStatus">What it means.</param>
    /// <param name="snapshot">What a clean success says about the task; null for any other answer.</param>
    /// <param name="claimed">The task id in an answer that is not a clean success: a server that names a task may have accepted it.</param>
    public static Landing Of(GatewayReply reply, ReplyStatus replyStatus, TaskSnapshot? snapshot, string? claimed)
    {
        if (reply.IsSuccess && !replyStatus.IsError)
        {
            // images without an id are a finished task: there is nothing left to ask for
            return snapshot is { Id: not null } or { Images.Count: > 0 } ? Landing.Accepted : Landing.Unknown;
        }

        if (claimed is not null)
        {
            return Landing.Unknown;
        }

        if (reply.Status is >= 300 and < 400 || replyStatus.Code is >= 300 and < 400)
        {
            return Landing.Rejected;
        }

        return replyStatus.Code switch
        {
            407 when !replyStatus.InEnvelope => Landing.NotDelivered,
            455 => Landing.Refused,
            _ when IsFull(replyStatus.Code, replyStatus.Text) => Landing.Refused,
            408 or 425 => Landing.Unknown,
            501 or 505 when replyStatus.InEnvelope => Landing.Rejected,
            >= 500 => Landing.Unknown,
            >= 400 => Landing.Rejected,
            _ => Landing.Unknown,
        };
    }
}
