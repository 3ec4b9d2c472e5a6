using NanoBanana.Client.Model;

namespace NanoBanana.Client.Reports;

/// <summary>Where and how a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>Full path of the HTML file; its folder is created if it is missing.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Path { get; init => field = Ranges.Filled(value); }

    /// <summary>The title of the report.</summary>
    public string Title { get; init; } = "Nano Banana report";

    /// <summary>Whether an existing file is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether each image gets controls for a decision and a note; the page saves them as a file of decisions.</summary>
    public bool Review { get; init; }

    /// <summary>The clock: the report says when it was made.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called after each task with the number of written tasks; may be null.</summary>
    public Action<int>? Progress { get; init; }
}
