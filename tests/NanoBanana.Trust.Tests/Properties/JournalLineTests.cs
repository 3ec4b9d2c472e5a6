using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>Each record is one line, whatever its texts say, and is read as it was written.</summary>
public sealed class JournalLineTests
{
    private static readonly Gen<JournalRecord> Records =
        from task in Tasks()
        from at in Times
        from kind in Gen.Choose(0, 4)
        select kind switch
        {
            0 => JournalRecords.Intent(task, "print", new Uri("https://api.crun.ai"), new Money(4.25m, "credits"), withPrompt: true, at),
            1 => JournalRecords.Accepted(task, at),
            2 => JournalRecords.State(task, at),
            3 => JournalRecords.Landed(task.IntentId!, Landing.Unknown, new NanoBananaException(ErrorIds.OutcomeUnknown, task.Provider, task.Prompt, task.IntentId), at),
            _ => JournalRecords.Saved(task.IntentId!, index: 3, "/out/" + task.Prompt, checksum: ulong.MaxValue, at),
        };

    private static Gen<DateTimeOffset> Times => Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(-14 * 60, 14 * 60)).Select(each => DateTimeOffset.FromUnixTimeSeconds(each.Item1).AddTicks(each.Item1 % 10_000_000).ToOffset(TimeSpan.FromMinutes(each.Item2)));

    [Fact]
    public void A_record_comes_back_as_it_was() => Law.Holds(Records, record =>
    {
        var text = JournalJson.Text(record);

        Assert.DoesNotContain("\n", text, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize(text, JournalJson.Default.JournalRecord)!;
        Assert.True(read.IsSound());
        Assert.Equal(text, JournalJson.Text(read));
        Assert.Equal(
            (record.Kind, record.Intent, record.At, record.Request?.Prompt, record.Id, record.Path, record.Amount, record.Duration, record.Failure?.Message, record.Checksum),
            (read.Kind, read.Intent, read.At, read.Request?.Prompt, read.Id, read.Path, read.Amount, read.Duration, read.Failure?.Message, read.Checksum));
        Assert.Equal(record.Request?.ToString(), read.Request?.ToString());
        Assert.Equal(record.Images?.Select(image => image.Url) ?? [], read.Images?.Select(image => image.Url) ?? []);
    }, times: 2000);

    private static Gen<ImageTask> Tasks() =>
        from text in Texts.Whole
        from other in Texts.Whole
        from at in Times
        from cost in Gen.Choose(0, 1_000_000)
        select new ImageTask
        {
            Provider = ProviderNames.Crun,
            Profile = other,
            State = TaskStates.Succeeded,
            IntentId = "i" + other,
            Id = text,
            StatusUrl = other,
            Request = new ImageRequest { Prompt = text, Sources = [text, other], Tag = new Dictionary<string, object?>(StringComparer.Ordinal) { [other] = text } },
            Images = [new ResultImage { Url = "https://cdn.example/" + other, Index = 1 }],
            CompletedAt = at,
            Duration = TimeSpan.FromTicks(cost * 7919L),
            Cost = new Cost { Amount = cost / 1000m, Currency = "credits", Certainty = Certainties.Exact },
            Failure = new TaskFailure { Reason = ErrorIds.TaskFailed, Message = text },
        };
}
