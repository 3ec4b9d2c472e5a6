namespace NanoBanana.Client.Reports;

/// <summary>The pictures of a task: the first source next to the first result, and the others in a strip.</summary>
internal static class ReportStage
{
    private const int AltLength = 140;

    public static void Write(HtmlWriter html, ReportCard card)
    {
        var before = card.Before.FirstOrDefault();
        var after = card.After.FirstOrDefault();
        var canSlide = before?.Thumbnail is not null && after?.Thumbnail is not null;
        var isAlone = before is null || (after is null && card.Item.Task.State is TaskStates.Succeeded);
        html.Write($"<div class=\"stage {(canSlide ? "pair" : isAlone ? "one" : "two")}\">\n");
        if (before is not null)
        {
            Figure(html, before, "before", "Before", "Before: " + before.Name);
        }

        if (after is not null)
        {
            Figure(html, after, "after", before is null ? string.Empty : "After", "After: " + Subject(card));
        }

        if (after is null && (before is null || !isAlone))
        {
            html.Write($"<p class=\"missing\">{Why(card.Item.Task)}</p>\n");
        }

        html.Write($"</div>\n");
        Strip(html, card);
        Takes(html, card);
    }

    private static void Takes(HtmlWriter html, ReportCard card)
    {
        if (card.Takes.Count == 0)
        {
            return;
        }

        html.Write($"<div class=\"strip takes\" role=\"group\" aria-label=\"All takes\">\n");
        foreach (var (task, picture) in card.Takes)
        {
            var label = FormattableString.Invariant($"Take {task.Take ?? 1}") + (task.Review is { } review ? ", " + review.ToLowerInvariant() : string.Empty);
            if (picture is not null)
            {
                Figure(html, picture, "more", label, label + ": " + ReportWords.Cut(task.Prompt ?? picture.Name, AltLength));
            }
            else
            {
                html.Write($"<p class=\"missing\">{label}: {Why(task)}</p>\n");
            }
        }

        html.Write($"</div>\n");
    }

    private static string Subject(ReportCard card) => ReportWords.Cut(card.Item.Task.Prompt ?? card.Item.Name, AltLength);

    private static string Why(ImageTask task) => task.State switch
    {
        TaskStates.Failed => "No image was made.",
        TaskStates.Planned => "Planned only: nothing was sent.",
        TaskStates.Unknown => "It is unknown whether an image was made.",
        _ => "No image yet.",
    };

    private static void Figure(HtmlWriter html, ShownPicture picture, string kind, string caption, string alt)
    {
        html.Write($"<figure class=\"{kind}\">");
        if (picture.Thumbnail is { } thumbnail)
        {
            html.Write($"<img alt=\"{alt}\" width=\"{thumbnail.Width}\" height=\"{thumbnail.Height}\" decoding=\"async\" src=\"");
            html.WriteDataUri(thumbnail.ContentType, thumbnail.Bytes);
            html.Write($"\">");
        }
        else
        {
            html.Write($"<p class=\"missing\"><b><bdi>{picture.Name}</bdi></b> {picture.Note}</p>");
        }

        WriteSeal(html, picture.Provenance);
        if (caption.Length > 0)
        {
            html.Write($"<figcaption>{caption}</figcaption>");
        }

        html.Write($"</figure>\n");
    }

    private static void WriteSeal(HtmlWriter html, string provenance)
    {
        if (provenance is Provenances.Signed)
        {
            html.Write($"<span class=\"seal\" title=\"The image is unchanged since it was signed; the signer was not checked.\">Content Credentials</span>");
        }
        else if (provenance is Provenances.Broken)
        {
            html.Write($"<span class=\"seal broken\" title=\"They cannot be read, or the image was changed after it was signed.\">Broken Content Credentials</span>");
        }
    }

    private static void Strip(HtmlWriter html, ReportCard card)
    {
        var rest = card.After.Select((each, index) => (Picture: each, Label: FormattableString.Invariant($"Result {index + 1}"))).Skip(1)
            .Concat(card.Before.Select((each, index) => (Picture: each, Label: FormattableString.Invariant($"Source {index + 1}"))).Skip(1))
            .ToList();
        if (rest.Count == 0)
        {
            return;
        }

        html.Write($"<div class=\"strip\">\n");
        foreach (var (picture, label) in rest)
        {
            Figure(html, picture, "more", label, label + ": " + (picture.Link is null ? Subject(card) : picture.Name));
        }

        html.Write($"</div>\n");
    }
}
