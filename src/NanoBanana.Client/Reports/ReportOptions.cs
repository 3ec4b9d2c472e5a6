using NanoBanana.Client.Model;

namespace NanoBanana.Client.Reports;

/// <summary>Where and how a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>Full path of the HTML file; its folder is created if it is missing.</summary>
    public required string Path { get; init => field = Ranges.Filled(value); }

    /// <summary>The heading.</summary>
    public string Title { get; init; } = "Nano Banana report";

    /// <summary>Replaces an existing file.</summary>
    public bool Force { get; init; }

    /// <summary>Adds approve, reject and a note to each image; the page gives them as a file of decisions.</summary>
    public bool Review { get; init; }

    /// <summary>The clock: the report says when it was made.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called after each task with the number of written tasks; may be null.</summary>
    public Action<int>? Progress { get; init; }
}
