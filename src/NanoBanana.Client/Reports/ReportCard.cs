namespace NanoBanana.Client.Reports;

/// <summary>One task of a report with its pictures, ready to be written.</summary>
internal sealed record ReportCard(ReportItem Item, IReadOnlyList<ShownPicture> Before, IReadOnlyList<ShownPicture> After)
{
    /// <summary>The first picture of each take, first take first; empty if there is one take only.</summary>
    public IReadOnlyList<(ImageTask Task, ShownPicture? Picture)> Takes { get; private init; } = [];

    private const int LongPrompt = 420;

    /// <summary>Looks at the pictures of a task.</summary>
    public static ReportCard Look(ReportItem item, string report, int edge) => new(
        item,
        [.. item.Before.Select(each => ShownPicture.Of(each, report, edge))],
        [.. item.After.Select(each => ShownPicture.Of(each, report, edge))])
    {
        Takes = [.. item.Takes.Select(take => (take.Task, take.After.Count > 0 ? ShownPicture.Of(take.After[0], report, edge) : null))],
    };

    /// <summary>Writes the card.</summary>
    /// <param name="html">The page.</param>
    /// <param name="number">Its number on the page.</param>
    /// <param name="review">Adds what a review needs.</param>
    public void Write(HtmlWriter html, int number, bool review)
    {
        var task = Item.Task;
        html.Write($"""
            <article class="card" id="t{number}" aria-labelledby="n{number}" data-state="{task.State}" data-name="{Item.Name}" data-time="{Milliseconds(task)}" data-cost="{ReportWords.Key((double?)task.Cost.Amount)}" data-duration="{ReportWords.Key(task.Duration?.TotalSeconds)}">

            """);
        ReportStage.Write(html, this);
        html.Write($"""
            <div class="body">
            <div class="head"><h2 id="n{number}"><bdi>{Item.Name}</bdi></h2><span class="state">{task.State}</span></div>

            """);
        if (task.Failure is { } failure)
        {
            WriteFailure(html, failure);
        }

        if (task.Prompt is { Length: > 0 } prompt)
        {
            WritePrompt(html, prompt);
        }

        if (review)
        {
            ReportReview.Write(html, this, number);
        }
        else
        {
            ReportReview.WriteSaid(html, task);
        }

        WriteTag(html);
        WriteFacts(html);
        WriteFiles(html);
        html.Write($"</div>\n</article>\n");
    }

    private static string Milliseconds(ImageTask task) =>
        ReportWords.Key((task.SubmittedAt ?? task.CompletedAt)?.ToUnixTimeMilliseconds());

    private static void WriteFailure(HtmlWriter html, TaskFailure failure)
    {
        html.Write($"""
            <div class="failure"><p><b>{failure.Reason}</b> <span dir="auto">{failure.Message}</span></p>
            <p class="charge">{(failure.MayHaveBeenCharged ? "May have been charged" : "Not charged")}{(failure.Code is null ? string.Empty : " · the gateway’s code " + failure.Code)}</p></div>

            """);
    }

    private static void WritePrompt(HtmlWriter html, string prompt)
    {
        if (prompt.Length > LongPrompt)
        {
            // it scrolls, so a keyboard must reach it
            html.Write($"<p class=\"prompt long\" dir=\"auto\" tabindex=\"0\" role=\"group\" aria-label=\"Prompt\">{prompt}</p>\n");
        }
        else
        {
            html.Write($"<p class=\"prompt\" dir=\"auto\">{prompt}</p>\n");
        }
    }

    private void WriteFacts(HtmlWriter html)
    {
        var task = Item.Task;
        html.Write($"<dl class=\"facts\">\n");
        Fact(html, "Provider", task.Provider);
        Fact(html, "Model", task.Model);
        Fact(html, "Ratio", task.AspectRatio);
        Fact(html, "Cost", CostText(task));
        Fact(html, "Duration", task.Duration is { } duration ? ReportWords.Of(duration) : null);
        Fact(html, "Take", task.Take is { } take ? FormattableString.Invariant($"{take}") : null);
        Fact(html, "Profile", task.Profile);
        Fact(html, "Submitted", task.SubmittedAt is { } submitted ? ReportWords.Of(submitted.ToLocalTime()) : null, "wide");
        Fact(html, "Task", task.Id ?? task.IntentId, "wide");
        html.Write($"</dl>\n");
    }

    private void WriteTag(HtmlWriter html)
    {
        if (Item.Task.Tag.Count == 0)
        {
            return;
        }

        html.Write($"<dl class=\"facts tag\" aria-label=\"Tag\">\n");
        foreach (var each in Item.Task.Tag)
        {
            Fact(html, each.Key, Convert.ToString(each.Value, System.Globalization.CultureInfo.InvariantCulture));
        }

        html.Write($"</dl>\n");
    }

    private string CostText(ImageTask task) => task switch
    {
        { State: TaskStates.Failed, Failure.MayHaveBeenCharged: false } => "not charged",
        { Cost.Amount: null } => "unknown",
        _ when Item.IsEmulated => $"{task.Cost}, emulated",
        { State: TaskStates.Planned } => $"{task.Cost}, planned",
        _ => task.Cost.ToString(),
    };

    private static void Fact(HtmlWriter html, string name, string? value, string kind = "")
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Write($"<div class=\"{kind}\"><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>\n");
        }
    }

    private void WriteFiles(HtmlWriter html)
    {
        var files = After.Select((each, index) => (Label: After.Count > 1 ? FormattableString.Invariant($"Result {index + 1}") : "Result", Picture: each))
            .Concat(Before.Select((each, index) => (Label: Before.Count > 1 ? FormattableString.Invariant($"Source {index + 1}") : "Source", Picture: each)))
            .Where(each => each.Picture.Link is not null)
            .ToList();
        if (files.Count == 0)
        {
            return;
        }

        html.Write($"<ul class=\"files\">\n");
        foreach (var (label, picture) in files)
        {
            html.Write($"<li><a href=\"{picture.Link}\" title=\"{picture.Name}\">{label}</a> <span>{picture.Facts}</span></li>\n");
        }

        html.Write($"</ul>\n");
    }
}
