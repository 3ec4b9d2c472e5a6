using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Client.Reports;

/// <summary>The style sheet and the script of every report, and the policy that lets these two run and nothing else.</summary>
internal static class ReportAssets
{
    /// <summary>The style sheet.</summary>
    public static string Style { get; } = Read("report.css") + Read("review.css");

    /// <summary>The script.</summary>
    public static string Script { get; } = Read("report.js") + Read("review.js");

    /// <summary>
    /// Content-Security-Policy (W3C CSP 3): pictures from the file itself, one style sheet and one script by their hashes, no
    /// request to anywhere.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src data:; style-src {Hash(Style)}; script-src {Hash(Script)}; base-uri 'none'; form-action 'none'";

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return "'sha256-" + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text))) + "'";
    }

    // a browser hashes what it parsed, in which every line ends with a line feed
    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReportAssets).Assembly.GetManifestResourceStream("NanoBanana.Client.Reports." + name)!, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
