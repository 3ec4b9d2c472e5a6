namespace NanoBanana.Client.Reports;

/// <summary>One task of a report.</summary>
/// <param name="Task">The task, with all that the journal knows of it.</param>
/// <param name="Before">Its sources.</param>
/// <param name="After">Its results.</param>
/// <param name="IsEmulated">True if it cost nothing, because a gateway on this machine answered.</param>
public sealed record ReportItem(ImageTask Task, IReadOnlyList<ReportPicture> Before, IReadOnlyList<ReportPicture> After, bool IsEmulated)
{
    /// <summary>The takes before it and after it, with itself, first take first; empty if there is one take only.</summary>
    public IReadOnlyList<ReportItem> Takes { get; init; } = [];

    /// <summary>A name for users: its first source, its first result, or its id.</summary>
    public string Name => Before.Count > 0 ? Before[0].Name : After.FirstOrDefault(each => each.Path is not null)?.Name ?? Task.ToString();
}
