using System.Globalization;

namespace NanoBanana.Client.Reports;

/// <summary>What a person says of each image of a task: controls for a review, or the decisions that were made.</summary>
internal static class ReportReview
{
    /// <summary>The bar of a page that is made for a review; the script, which it needs, shows it.</summary>
    public static void WriteBar(HtmlWriter html) => html.Write($"""
        <section class="reviewing" id="reviewing" aria-label="Review" hidden>
        <p id="decided" role="status"></p>
        <button type="button" id="save">Save decisions</button>
        <label><input type="checkbox" id="keys" checked><span>One-key shortcuts</span></label>
        <p class="keys"><kbd>A</kbd> approve · <kbd>R</kbd> reject · <kbd>U</kbd> undecided · <kbd>N</kbd> note, <kbd>Enter</kbd> ends it · <kbd>J</kbd> next · <kbd>K</kbd> back · <kbd>S</kbd> save</p>
        </section>

        """);

    /// <summary>The controls for each result of a task.</summary>
    public static void Write(HtmlWriter html, ReportCard card, int number)
    {
        var task = card.Item.Task;
        if (task.State is not TaskStates.Succeeded)
        {
            return;
        }

        var several = card.Item.After.Count > 1;
        foreach (var picture in card.Item.After)
        {
            var index = picture.Index ?? 1;
            var said = task.Reviews.FirstOrDefault(each => each.Index == index);
            var name = several ? FormattableString.Invariant($"{card.Item.Name}, result {index}") : card.Item.Name;
            var file = picture.Path is null ? string.Empty : Path.GetFileName(picture.Path);
            html.Write($"""
                <fieldset class="review" tabindex="-1" data-task="{task.Id ?? task.IntentId}" data-index="{index}" data-file="{file}" data-name="{name}" data-at="{said?.At.ToString("O", CultureInfo.InvariantCulture)}">
                <legend>Review of <bdi>{name}</bdi></legend>

                """);
            Choice(html, number, index, ReviewDecisions.Approved, "Approve", said?.Decision is ReviewDecisions.Approved);
            Choice(html, number, index, ReviewDecisions.Rejected, "Reject", said?.Decision is ReviewDecisions.Rejected);
            Choice(html, number, index, string.Empty, "Undecided", said is null);
            html.Write($"""
                <label class="note"><span>Note</span><input type="text" maxlength="500" autocomplete="off" value="{said?.Note}"></label>
                </fieldset>

                """);
        }
    }

    /// <summary>What was decided, if the page is not made for a review.</summary>
    public static void WriteSaid(HtmlWriter html, ImageTask task)
    {
        foreach (var review in task.Reviews)
        {
            html.Write($"<p class=\"said\" data-decision=\"{review.Decision}\"><b>{review.Decision}</b>{(task.Images.Count > 1 ? FormattableString.Invariant($" (result {review.Index})") : string.Empty)} <span dir=\"auto\">{review.Note}</span></p>\n");
        }
    }

    private static void Choice(HtmlWriter html, int number, int index, string value, string label, bool isChosen)
    {
        if (isChosen)
        {
            html.Write($"<label><input type=\"radio\" name=\"d{number}-{index}\" value=\"{value}\" checked><span>{label}</span></label>\n");
        }
        else
        {
            html.Write($"<label><input type=\"radio\" name=\"d{number}-{index}\" value=\"{value}\"><span>{label}</span></label>\n");
        }
    }
}
