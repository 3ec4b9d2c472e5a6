using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;

namespace NanoBanana.Faults;

/// <summary>Compares the emulator's ledger, the journal and the disk; what does not fit is a sentence.</summary>
/// <param name="control">Has the ledger.</param>
/// <param name="journal">Of the user.</param>
/// <param name="results">Where the images are.</param>
/// <param name="items">What was to be made.</param>
/// <param name="told">The messages of all errors.</param>
internal sealed class Audit(EmulatorClient control, TaskJournal journal, string results, IReadOnlyList<BatchItem> items, IReadOnlyCollection<string> told)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What must hold at any moment: no charge without a findable task, none that is double, and only whole files.</summary>
    public async Task CheckAsync()
    {
        var charges = await control.ChargesAsync();
        var entries = journal.Read();
        CheckCharges(charges, entries);
        CheckFiles(entries);
    }

    /// <summary>Lets go of the store's files.</summary>
    public void Close() => journal.Close();

    /// <summary>What must hold besides once the batch was run again to its end.</summary>
    public async Task CheckEndAsync()
    {
        await CheckAsync();
        var entries = journal.Read();
        foreach (var entry in entries)
        {
            Expect(entry.Task.State is TaskStates.Succeeded or TaskStates.Failed, $"{Name(entry)} is still {entry.Task.State}");
            Expect(!entry.IsUnsaved, $"{Name(entry)} was not saved");
        }

        var charged = (await control.ChargesAsync()).Select(charge => charge.TaskId).ToHashSet(StringComparer.Ordinal);
        var accepted = entries.Where(entry => entry.Task.Id is not null).Select(entry => entry.Task.Id!).ToList();
        Expect(charged.SetEquals(accepted) && charged.Count == accepted.Count, $"{charged.Count} charges for {accepted.Count} accepted intents");
        await CheckSourcesAsync(entries);
        foreach (var item in items)
        {
            Expect(entries.Any(entry => entry.Task.Prompt == item.Prompt && (entry is { Task.State: TaskStates.Succeeded, IsUnsaved: false } || IsToldOf(entry))), $"'{item.Prompt}' has no image");
        }

        var files = Files();
        var saved = entries.Sum(entry => entry.Saved.Count);
        Expect(files.Count == saved, $"{files.Count} files of {saved} images: {string.Join(", ", files.Select(Path.GetFileName))}");
    }

    private void CheckCharges(IReadOnlyList<ChargedTask> charges, IReadOnlyList<JournalEntry> entries)
    {
        var known = entries.Where(entry => entry.Task.Id is not null).ToLookup(entry => entry.Task.Id!, StringComparer.Ordinal);
        foreach (var same in known.Where(group => group.Count() > 1))
        {
            _problems.Add($"task {same.Key} is the task of {same.Count()} intents: {string.Join(", ", same.Select(Name))}");
        }

        foreach (var charge in charges.GroupBy(charge => charge.Prompt, StringComparer.Ordinal))
        {
            var intents = entries.Where(entry => entry.Task.Prompt == charge.Key && entry.Charge is not Charge.Released).ToList();
            var lost = charge.Count(each => !known.Contains(each.TaskId));
            var unknown = intents.Count(entry => entry.Task.State is TaskStates.Unknown);
            var failed = entries.Count(entry => entry.Task.Prompt == charge.Key && entry is { Task.Id: not null, Charge: Charge.Released });
            Expect(charge.Count() <= 1 + failed, $"'{charge.Key}' was charged {charge.Count()} times, and the gateway said of {failed} of its tasks that they failed");
            Expect(lost <= unknown, $"'{charge.Key}' was charged {charge.Count()} times; {lost} of them the journal does not know, and it has {unknown} unknown intents");
        }

        foreach (var doubled in charges.GroupBy(charge => charge.TaskId, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            _problems.Add($"task {doubled.Key} was charged {doubled.Count()} times");
        }

        foreach (var claimed in known.Where(group => !charges.Any(charge => charge.TaskId == group.Key)))
        {
            _problems.Add($"{Name(claimed.First())} is in the journal, and the gateway knows nothing of it");
        }
    }

    private void CheckFiles(IReadOnlyList<JournalEntry> entries)
    {
        var saved = entries.SelectMany(entry => entry.Saved.Values, (entry, file) => (entry, file)).ToLookup(each => each.file.Path, StringComparer.Ordinal);
        foreach (var path in Files())
        {
            if (saved[path].FirstOrDefault() is not { entry: { } entry } found)
            {
                _problems.Add($"{path} is no final file that the journal knows");
                continue;
            }

            var bytes = File.ReadAllBytes(path);
            Expect(Sum(bytes) == found.file.Checksum, $"{path} is not whole, or not what was saved");
            Expect(Has(bytes, entry.Task.Id!) && Has(bytes, entry.Task.Prompt!), $"{path} is not the image of {Name(entry)}");
            var item = items.FirstOrDefault(item => item.Prompt == entry.Task.Prompt);
            Expect(item is not null && IsNamedAfter(path, item.Path, entry.Task.Images.Count), $"{path} does not bear the name of its source");
        }
    }

    private async Task CheckSourcesAsync(IReadOnlyList<JournalEntry> entries)
    {
        var sources = await control.SourcesAsync();
        foreach (var entry in entries.Where(entry => entry.Task.Id is not null))
        {
            var item = items.FirstOrDefault(item => item.Prompt == entry.Task.Prompt);
            Expect(item is not null && sources.TryGetValue(entry.Task.Id!, out var hashes) && hashes.SequenceEqual([item.Sha256]), $"{Name(entry)} was not made of its own source");
        }
    }

    // what came in an image's place is kept, and an error says where: it may have been paid for
    private bool IsKeptAside(string path) => told.Any(message => message.Contains($"The file was kept as '{path}'", StringComparison.Ordinal));

    private List<string> Files() => Directory.Exists(results) ? [.. Directory.EnumerateFiles(results, "*", SearchOption.AllDirectories).Where(path => !IsKeptAside(path))] : [];

    private static ulong? Sum(byte[] bytes)
    {
        try
        {
            return ImageInspector.Look(new MemoryStream(bytes)).Checksum;
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    // charged without an image: it is not paid for again behind the user's back
    private static bool IsToldOf(JournalEntry entry) => entry is { Task: { State: TaskStates.Failed, Failure.MayHaveBeenCharged: true }, Charge: Charge.Spent };

    // the image's number is added if a task has several, and another one if the name was taken
    private static bool IsNamedAfter(string path, string source, int images)
    {
        var (name, stem) = (Path.GetFileNameWithoutExtension(path), Path.GetFileNameWithoutExtension(source));
        return name == stem
            || (name.StartsWith(stem + " (", StringComparison.Ordinal) && name[^1] == ')')
            || (name.StartsWith(stem + "-", StringComparison.Ordinal) && int.TryParse(name[(stem.Length + 1)..], out var number) && number >= 1 && number <= images);
    }

    // the emulator writes both into its images
    private static bool Has(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private static string Name(JournalEntry entry) => $"{entry.Task.Provider} {entry.Task.Id ?? "without an id"} ('{entry.Task.Prompt}')";

    private void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }
}
