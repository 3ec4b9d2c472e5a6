using System.Globalization;
using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Records the user's decisions on images: of tasks, saved files, ids, or the rows of a file of decisions.</summary>
public abstract class ReviewingCmdlet : NanoBananaCmdlet
{
    private readonly Dictionary<string, ImageTask> _reviewed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids of tasks or intents.</summary>
    [Parameter(Position = 0, HelpMessage = "Ids of tasks or intents.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskIdCompletion))]
    [TextTransformation]
    public string[]? Id { get; set; }

    /// <summary>The numbers of images of the task, from 1. By default, all images.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The numbers of images of the task, from 1. By default, all images.")]
    public int[]? Index { get; set; }

    /// <summary>Tasks, saved files, ids, or rows of decisions.csv.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Tasks, saved files, ids, or rows of decisions.csv.")]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the tasks with their reviews.</summary>
    [Parameter(HelpMessage = "Returns the tasks with their reviews.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>One of <see cref="ReviewDecisions"/>.</summary>
    private protected abstract string Decision { get; }

    /// <summary>The note of the review.</summary>
    private protected abstract string? Words { get; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (InputObject is null)
        {
            foreach (var id in Id ?? [])
            {
                WriteErrorOf(() => Review(id, DateTimeOffset.MinValue));
            }
        }
        else if (IsMeant())
        {
            Review(IdOf(InputObject), Time());
        }
    }

    // one file of decisions may be piped to both cmdlets: each takes its own rows
    private bool IsMeant()
    {
        if (TaskReader.IsTask(InputObject!) || TaskReader.Text(InputObject!, "Decision") is not { } said)
        {
            return true;
        }

        return ReviewDecisions.All.Contains(said, StringComparer.OrdinalIgnoreCase)
            ? said.Equals(Decision, StringComparison.OrdinalIgnoreCase)
            : throw new NanoBananaException(ErrorIds.ColumnNotConverted, "Decision", said, $"decision: {string.Join(", ", ReviewDecisions.All)}") { Target = InputObject };
    }

    private static string IdOf(PSObject input) => input.BaseObject as string
        ?? (TaskReader.IsTask(input) ? TaskReader.Text(input, "IntentId") ?? TaskReader.Text(input, "Id") : TaskReader.Text(input, "TaskId") ?? TaskReader.Text(input, "Id"))
        ?? throw new NanoBananaException(ErrorIds.NotATask, input.BaseObject.GetType().Name) { Target = input.BaseObject };

    private DateTimeOffset Time() =>
        !TaskReader.IsTask(InputObject!) && DateTimeOffset.TryParse(TaskReader.Text(InputObject!, "At"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue;

    private void Review(string id, DateTimeOffset at)
    {
        var task = (Journal.OfIntent(id) ?? Journal.OfId(id, profile: null))?.Task ?? throw new NanoBananaException(ErrorIds.IntentNotFound, id) { Target = id };
        task = _reviewed.TryGetValue(task.IntentId!, out var newer) ? newer : task;
        if (task.State is not TaskStates.Succeeded)
        {
            throw new NanoBananaException(ErrorIds.TaskNotReady, task.Id, task.State) { Target = task };
        }

        foreach (var index in Index is { Length: > 0 } ? Index : [.. task.Images.Select(image => image.Index)])
        {
            if (!task.Images.Any(image => image.Index == index))
            {
                throw new NanoBananaException(ErrorIds.ImageIndexUnknown, task.Id, index, task.Images.Count) { Target = task };
            }

            if (ShouldProcess($"image {index} of task {task.Id}", Decision))
            {
                var review = new ImageReview(index, Decision, string.IsNullOrWhiteSpace(Words) ? null : Words, at == DateTimeOffset.MinValue ? TimeProvider.System.GetUtcNow() : at);
                var reviewed = task;
                task = Await(() => TaskJournal.OfUser().ReviewAsync(reviewed, review));
            }
        }

        _reviewed[task.IntentId!] = task;
        if (PassThru)
        {
            WriteObject(task);
        }
    }
}
