using NanoBanana.Client.Reports;

namespace NanoBanana.Browser.Tests.Support;

/// <summary>The reports that the scenarios look at, written once.</summary>
public sealed class Reports : IAsyncLifetime
{
    /// <summary>One pixel: a thousand of them are made small in no time.</summary>
    private const string Pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nanobanana-browser-");

    /// <summary>Seven tasks, of every kind.</summary>
    public string Small => Path.Combine(_folder.FullName, "small.html");

    /// <summary>A thousand tasks.</summary>
    public string Large => Path.Combine(_folder.FullName, "large.html");

    /// <summary>The seven tasks, to be reviewed; one image was rejected before.</summary>
    public string Review => Path.Combine(_folder.FullName, "review.html");

    public async Task InitializeAsync()
    {
        if (Chromium.Missing is null)
        {
            await ReportWriter.WriteAsync(SmallItems(), new ReportOptions { Path = Small, Title = "<b>A batch</b>" }, CancellationToken.None);
            await ReportWriter.WriteAsync(Reviewed(), new ReportOptions { Path = Review, Review = true }, CancellationToken.None);
            await ReportWriter.WriteAsync(LargeItems(), new ReportOptions { Path = Large }, CancellationToken.None);
        }
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static List<ReportItem> SmallItems() =>
    [
        Item(1, TaskStates.Succeeded, "As a watercolour", 8, 0.02m, Photo("coffee.png"), [Photo("coffee.png")]),
        Item(2, TaskStates.Succeeded, "At night, the café lit", 3, 0.05m, Photo("rocket.jpg"), [Photo("chelsea.png"), Photo("rocket.jpg")]),
        Item(3, TaskStates.Failed, "<script>alert(1)</script>", 1, null, Photo("chelsea.png"), [], new TaskFailure { Reason = ErrorIds.ContentRefused, Message = "<img src=x onerror=alert(2)>" }),
        Item(4, TaskStates.Unknown, "A harbour", null, 0.04m, null, [], new TaskFailure { Reason = ErrorIds.OutcomeUnknown, Message = "No answer came.", MayHaveBeenCharged = true }),
        Item(5, TaskStates.Running, string.Concat(Enumerable.Repeat("A long prompt goes on. ", 60)), null, 0.03m, null, []),
        Item(6, TaskStates.Planned, "Planned", null, 0.01m, new ReportPicture { Name = "files.example.com/a.jpg", Missing = "The source is a web address." }, []),
        Item(7, TaskStates.Succeeded, "A lighthouse", 5, 0.03m, null, [Photo("coffee.png")]),
    ];

    private static List<ReportItem> Reviewed()
    {
        var items = SmallItems();
        items[0] = items[0] with { Task = items[0].Task with { Reviews = [new ImageReview(1, ReviewDecisions.Rejected, "too \"dark\", <b>", Noon)] } };
        return [.. items.Select(item => item with { After = [.. item.After.Select((picture, at) => picture with { Index = at + 1 })] })];
    }

    private static IReadOnlyCollection<ReportItem> LargeItems()
    {
        var picture = new ReportPicture { Name = "pixel.png", Inline = Pixel };
        return [.. Enumerable.Range(1, 1000).Select(number => Item(number, number % 10 == 0 ? TaskStates.Failed : TaskStates.Succeeded, "Prompt " + number, number, number, picture, [picture]))];
    }

    private static ReportItem Item(int number, string state, string prompt, double? seconds, decimal? cost, ReportPicture? before, IReadOnlyList<ReportPicture> after, TaskFailure? failure = null) => new(
        new ImageTask
        {
            Id = FormattableString.Invariant($"task-{number}"),
            Provider = ProviderNames.Pixazo,
            Profile = "work",
            Model = "nano-banana",
            State = state,
            Request = new ImageRequest { Prompt = prompt, AspectRatio = "1:1" },
            SubmittedAt = Noon.AddMinutes(number),
            Duration = seconds is { } value ? TimeSpan.FromSeconds(value) : null,
            Cost = cost is null ? Cost.Unknown : new Cost { Amount = cost, Currency = Currencies.Usd, Certainty = Certainties.Exact },
            Failure = failure,
        },
        before is null ? [] : [before],
        after,
        IsEmulated: false);

    private static ReportPicture Photo(string name) => new() { Name = name, Path = Path.Combine(Chromium.Photos, name) };
}
