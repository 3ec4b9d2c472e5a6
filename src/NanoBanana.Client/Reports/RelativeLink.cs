namespace NanoBanana.Client.Reports;

/// <summary>Links from a report to files next to it, which hold as long as both are moved together.</summary>
internal static class RelativeLink
{
    /// <summary>A relative URL in which every name is escaped; null if the two are on different roots.</summary>
    /// <param name="report">Full path of the report.</param>
    /// <param name="file">Full path of the file.</param>
    public static string? To(string report, string file)
    {
        if (!string.Equals(Path.GetPathRoot(report), Path.GetPathRoot(file), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var from = Names(Path.GetDirectoryName(report)!);
        var to = Names(file);
        var shared = 0;
        while (shared < from.Count && shared < to.Count - 1 && string.Equals(from[shared], to[shared], StringComparison.Ordinal))
        {
            shared++;
        }

        // "./" in front: no name can be taken for a scheme
        var up = shared == from.Count ? "./" : string.Concat(Enumerable.Repeat("../", from.Count - shared));
        return up + string.Join("/", to.Skip(shared).Select(Uri.EscapeDataString));
    }

    private static List<string> Names(string path) => [.. path
        .Substring(Path.GetPathRoot(path)!.Length)
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)];
}
