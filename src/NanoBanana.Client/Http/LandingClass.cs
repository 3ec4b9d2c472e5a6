using System.Text.RegularExpressions;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Http;

/// <summary>Decides the landing of a submit from what was observed: the table in docs/architecture.md.</summary>
internal static class LandingClass
{
    private static readonly Regex TooManyActive = new(
        "active task|too many|concurren",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    public static Landing Of(SendException error) => error.BodyStarted ? Landing.Unknown : Landing.NotDelivered;

    /// <summary>Whether a refusal speaks of the account's limits: of its rate, or of its active tasks.</summary>
    public static bool IsFull(int? code, string text) => code is 429 || (code is 409 && TooManyActive.IsMatch(text));

    public static Landing Of(GatewayReply reply, Verdict verdict, TaskSnapshot? snapshot)
    {
        if (reply.IsSuccess && !verdict.IsError)
        {
            // images without an id are a finished task: there is nothing left to ask for
            return snapshot is { Id: not null } or { Images.Count: > 0 } ? Landing.Accepted : Landing.Unknown;
        }

        if (reply.Status is >= 300 and < 400 || verdict.Code is >= 300 and < 400)
        {
            return Landing.Rejected;
        }

        return verdict.Code switch
        {
            455 => Landing.Refused,
            _ when IsFull(verdict.Code, verdict.Text) => Landing.Refused,
            408 or 425 => Landing.Unknown,
            501 or 505 when verdict.InEnvelope => Landing.Rejected,
            >= 500 => Landing.Unknown,
            >= 400 => Landing.Rejected,
            _ => Landing.Unknown,
        };
    }
}
