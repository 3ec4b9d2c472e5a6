using System.Text;
using NanoBanana.Client;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Profiles.Files;
using NanoBanana.Client.Profiles.Secrets;
using NanoBanana.Client.State;
using NanoBanana.Fuzz.Corpus;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Targets;

/// <summary>The files of the state folder: they may have been edited, and a disk may have spoiled them.</summary>
internal static class StateTargets
{
    public static IEnumerable<FuzzTarget> In(FuzzHome home) =>
    [
        new("profiles", StateSeeds.Profiles, input => Profiles(input, home.Folder("profiles"))) { Kind = InputKind.Json, Words = ["Store", "Vault", "Environment", "Crun", "S3", "http://localhost"] },
        new("profile-import", StateSeeds.Profiles, static input => Client.Profiles.Files.ProfileExport.Read("import.json", input).Count > 0) { Kind = InputKind.Json },
        new("secrets", [StateSeeds.Secrets(home.Folder("secrets"))], input => Secrets(input, home.Folder("secrets"))) { Kind = InputKind.Json, Words = ["KeyFile", "Passphrase", "Dpapi", "2147483647", "AAAA"], Share = 3 },
        new("journal", [StateSeeds.Journal], input => Journal(input, home.Folder("journal"))) { Kind = InputKind.JsonLines, Words = ["intent", "accepted", "state", "saved", "landed", "removed", "charge", "not-charged", "Succeeded", "Failed"], Share = 20 },
        new("store", [StateSeeds.Store(home.Folder("store"))], input => StoreTarget.RunAsync(input, home.Folder("store"))) { Words = ["Claimed", "Sending", "Spent", "crun", "UTC", "nb_tasks"], Share = 1 },
    ];

    /// <summary>Read, listed, chosen, made clients of, asked for their keys, and exported.</summary>
    private static bool Profiles(byte[] input, string folder)
    {
        Put(folder, "profiles.json", input);
        var store = new ProfileStore(static name => name == "KEY" ? "sk" : null, () => folder, TimeProvider.System);
        var all = store.List();
        foreach (var profile in all)
        {
            var client = new NanoBananaClient(profile, new ClientOptions { Profiles = store });
            _ = client.Profile.IsLoopback();
        }

        store.Export(all);
        return store.Resolve(name: null).Name.Length > 0;
    }

    private static bool Secrets(byte[] input, string folder)
    {
        Put(folder, "secrets.json", input);
        var store = new EmbeddedStore(() => folder, static () => new Secret("passphrase"), TimeProvider.System);
        var refused = 0;
        foreach (var name in StateSeeds.SecretNames)
        {
            try
            {
                if (store.Get(name) is { } secret)
                {
                    UploadSecretsText.Read(name, secret);
                }
            }
            catch (NanoBananaException)
            {
                refused++;
            }
        }

        return refused < StateSeeds.SecretNames.Count;
    }

    /// <summary>The text journal of version 0.1.0: read into claims and facts.</summary>
    private static bool Journal(byte[] input, string folder)
    {
        Put(folder, TextJournal.FileName, input);
        var journal = new TextJournal(folder, new JumpTime());
        return journal.Find() is not null && journal.Read().Count(work => work.Claim.IntentId.Length + work.Facts.Count > 0) > 0;
    }

    // a file that is cut and written again is brought to the disk by some file systems, a new one is not
    private static void Put(string folder, string name, byte[] input)
    {
        File.Delete(Path.Combine(folder, name));
        using var file = HomeFolder.Open(Path.Combine(folder, name), FileShare.None);
        file.Write(input, 0, input.Length);
    }
}
