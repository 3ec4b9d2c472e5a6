using NanoBanana.Client.Journal;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Storage;

/// <summary>Only the owner can read the journal, whatever the umask is.</summary>
public sealed class PermissionTests
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    [UnixFact]
    public Task UnderAnOpenUmask() => CheckAsync("umask 0");

    [UnixFact]
    public Task UnderATightUmask() => CheckAsync("umask 077");

    [UnixFact]
    public Task UnderAUmaskThatTakesTheOwnersRights() => CheckAsync("umask 0277");

    private static async Task CheckAsync(string umask)
    {
        using var folder = new TempFolder();
        await Helper.EndAsync(Helper.StartAfter(umask, "write", folder.Home, "n", "3"));
        AssertModes(folder);

        Assert.Equal(1, await new TaskJournal(folder.Home).RemoveAsync(entry => entry.Task.IntentId == "n-1"));
        AssertModes(folder);
    }

    private static void AssertModes(TempFolder folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(OwnerFolder, File.GetUnixFileMode(folder.Home));
        foreach (var file in Directory.GetFiles(folder.Home))
        {
            Assert.Equal(OwnerFile, File.GetUnixFileMode(file));
        }

        Assert.Contains(folder.Journal, Directory.GetFiles(folder.Home));
    }
}
