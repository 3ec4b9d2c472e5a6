using NanoBanana.Testing.PostgreSql;
using System.Globalization;
using NanoBanana.Client.Journal;

namespace NanoBanana.Crash;

/// <summary>A hundred results that are to be saved: with which journal, from where, to where.</summary>
internal sealed record SavePlan(string Name, string Home, string Destination, Uri Host)
{
    public const int Count = 100;

    public IReadOnlyList<ImageTask> Tasks => [.. Enumerable.Range(1, Count).Select(TaskOf)];

    public static SavePlan Parse(string[] texts) => new(texts[0], texts[1], texts[2], new Uri(texts[3]));

    public string[] ToArguments() => [Name, Home, Destination, Host.AbsoluteUri];

    public static string FileOf(int number) => FormattableString.Invariant($"image-{number:000}.png");

    /// <summary>Writes the journal as it is when all tasks have succeeded.</summary>
    public async Task PrepareAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var records = Tasks.SelectMany(task => new[]
        {
            JournalRecords.Intent(task, task.IntentId!, Host, reserve: null, withPrompt: true, now),
            JournalRecords.Accepted(task, now),
            JournalRecords.State(task, now),
        });
        await TestStore.Open(Home).WriteAsync([.. records]);
    }

    private ImageTask TaskOf(int number) => new()
    {
        Id = number.ToString(CultureInfo.InvariantCulture),
        IntentId = FormattableString.Invariant($"{Name}-{number}"),
        Provider = ProviderNames.Crun,
        Profile = "crash",
        State = TaskStates.Succeeded,
        Request = new ImageRequest { Sources = [Path.ChangeExtension(FileOf(number), ".jpg")] },
        Images = [new ResultImage { Url = new Uri(Host, Name + "/" + number.ToString(CultureInfo.InvariantCulture)).AbsoluteUri, Index = 1 }],
    };
}
