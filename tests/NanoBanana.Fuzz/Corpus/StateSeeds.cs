using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles.Files;
using NanoBanana.Client.Profiles.Secrets;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Fuzz.Corpus;

/// <summary>Files of the state folder as the client writes them.</summary>
internal static class StateSeeds
{
    private static readonly DateTimeOffset At = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<string> SecretNames { get; } = ["work.ApiKey", "work.Upload", "old.ApiKey"];

    public static IReadOnlyList<byte[]> Profiles { get; } = [Document(full: true), Document(full: false)];

    public static byte[] Journal { get; } = Lines(
        Intent("a"), JournalRecords.Accepted(Task("a"), At), JournalRecords.State(Done("a"), At.AddSeconds(30)), JournalRecords.Saving("a", 1, "/images/a.png", 123UL, At), JournalRecords.Saved("a", 1, "/images/a.png", 123UL, At),
        Intent("b"), JournalRecords.Landed("b", Landing.Unknown, new NanoBananaException(ErrorIds.OutcomeUnknown, "Crun", "a reset.", "b") { MayHaveBeenCharged = true }, At), new JournalRecord { Kind = JournalKinds.NotCharged, Intent = "b", At = At },
        Intent("c"), JournalRecords.Landed("c", Landing.Rejected, error: null, At),
        new JournalRecord { Kind = JournalKinds.Charge, Intent = string.Empty, At = At, Provider = ProviderNames.Crun, Profile = "p", Amount = 4, Currency = "credits", Reserved = 4, ReservedIn = "credits" },
        Intent("d"), new JournalRecord { Kind = JournalKinds.Removed, Intent = "d", At = At },
        Intent("f"), JournalRecords.Accepted(Task("f"), At), JournalRecords.State(Task("f") with { State = TaskStates.Failed, Failure = new TaskFailure { Reason = ErrorIds.TaskFailed, Message = "no" } }, At));

    /// <summary>A store of the journal's tasks, on small pages, so that a byte more often means something.</summary>
    public static byte[] Store(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, TextJournal.FileName), Journal);
        var journal = new TaskJournal(folder);
        journal.Read();
        journal.Close();
        var path = Path.Combine(folder, "store.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM";
            command.ExecuteNonQuery();
        }

        File.Delete(Path.Combine(folder, TextJournal.FileName));
        return File.ReadAllBytes(path);
    }

    /// <summary>Two secrets sealed by the key that is in the folder, and one by a passphrase.</summary>
    public static byte[] Secrets(string folder)
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(each => (byte)each)];
        using (var file = HomeFolder.Open(Path.Combine(folder, "secrets.key"), FileShare.None))
        {
            file.Write(key, 0, key.Length);
        }

        var document = SecretsDocument.Empty();
        var upload = UploadSecretsText.Write(new UploadSecrets(new Dictionary<string, Secret>(StringComparer.Ordinal) { ["X-Token"] = new("t") }, new Secret("id"), new Secret("key"), null, null));
        document.Secrets[SecretNames[0]] = SecretSeal.SealWithKey(SecretNames[0], "sk-1", key);
        document.Secrets[SecretNames[1]] = SecretSeal.SealWithKey(SecretNames[1], upload.Reveal(), key);
        document.Secrets[SecretNames[2]] = new SealedSecret(SecretSeal.Passphrase, Convert.ToBase64String(new byte[40]), Convert.ToBase64String(new byte[16]), Iterations: 1000);
        using var bytes = new MemoryStream();
        document.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Document(bool full)
    {
        var document = ProfileDocument.Empty();
        var profile = new Profile { Name = "work", Provider = ProviderNames.Crun, BaseUri = new Uri("https://api.crun.ai") };
        document.Put(new ProfileEntry(full ? Full(profile) : profile, new SecretReference(SecretReference.InEnvironment, "KEY"), full ? new SecretReference(SecretReference.InVault, "x", "v") : null) { UploadHeaders = full ? ["X-Token"] : [] });
        document.Put(new ProfileEntry(new Profile { Name = "local", Provider = ProviderNames.Pixazo, BaseUri = new Uri("http://127.0.0.1:8080/pixazo") }, Key: null, Upload: null));
        document.Default = "work";
        using var bytes = new MemoryStream();
        document.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static Profile Full(Profile profile) => profile with
    {
        Proxy = new Uri("http://proxy:3128"), CustomCA = "/ca.pem", Model = "google/nano-banana", AspectRatio = "16:9", OutputFormat = "png", CallbackUrl = new Uri("https://example.com/cb"),
        UploadTo = "S3", UploadUri = "https://s3.example/{name}?sig=x", UploadBucket = "b", UploadLinkLifetime = TimeSpan.FromHours(2), UploadPublicUri = new Uri("https://cdn.example/"),
        PricePerImage = new Money(4, "credits"), CreditPrice = 0.01m, DailyBudget = new Money(5, "USD"), Retention = TimeSpan.FromDays(30), RateLimit = "20/10s", NoPromptInJournal = true,
    };

    private static JournalRecord Intent(string id) => JournalRecords.Intent(
        Task(id) with { Request = new ImageRequest { Prompt = "ein Fuchs, 狐", Sources = ["C:\\a.png", "https://example.com/a.png?sig=x&se=y"], AspectRatio = "16:9", Options = new Dictionary<string, object?>(StringComparer.Ordinal) { ["seed"] = 7 }, Tag = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Sku"] = "A-1" } }, Cost = new Cost { Amount = 4, Currency = "credits", Certainty = Certainties.Estimated } },
        "print-" + id,
        new Uri("https://api.crun.ai"),
        new Money(4, "credits"),
        withPrompt: true,
        At);

    private static ImageTask Task(string id) => new() { Id = "task-" + id, Provider = ProviderNames.Crun, Profile = "p", Model = "google/nano-banana", Operation = Operations.Edit, State = TaskStates.Pending, IntentId = id };

    private static ImageTask Done(string id) => Task(id) with
    {
        State = TaskStates.Succeeded, Images = [new ResultImage { Url = "https://cdn.example/" + id + ".png", Index = 1 }], CompletedAt = At, Duration = TimeSpan.FromSeconds(12),
        Cost = new Cost { Amount = 4, Currency = "credits", Certainty = Certainties.Exact },
    };

    private static byte[] Lines(params JournalRecord[] records) =>
        
    [
        .. Line(JsonSerializer.SerializeToUtf8Bytes(new JournalHeader(JournalHeader.CurrentVersion, "0123456789abcdef"), JournalJson.Default.JournalHeader)),
        .. records.SelectMany(record => Line(JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.JournalRecord))),
    ];

    private static byte[] Line(byte[] json) => [.. json, (byte)'\n'];
}
