using System.Text.RegularExpressions;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// Finds a task's id in an answer to a submit that is not a clean success: an error, a truncated body, a page around it. An answer that names a task
/// may come from a gateway that took it, and then it is paid for.
/// </summary>
internal static class TaskIds
{
    // also as JSON inside a text, whose quotes carry backslashes
    private static readonly Regex Named = new(
        @"\\*""(?:task_?id|request_?id)\\*""\s*:\s*(?:\\*""(?<id>[^""\\]{1,512})\\*""|(?<id>[0-9]{1,32})\s*[,}\]])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The id that an answer to a submit names, or null.</summary>
    public static string? In(IGateway gateway, GatewayReply reply)
    {
        if (gateway.ReadSubmit(reply).Id is { } id)
        {
            return id;
        }

        try
        {
            return Named.Matches(reply.Text).Cast<Match>()
                .Where(match => gateway.IdNames.Any(name => match.Value.Contains(name, StringComparison.OrdinalIgnoreCase)))
                .Select(match => match.Groups["id"].Value.AsId())
                .FirstOrDefault(each => each is not null);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
