using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Journal;

/// <summary>Which store this user has: the environment's, the one that was set, or the embedded one.</summary>
/// <param name="Address">A file, or the connection of a PostgreSQL database, which is a secret; null for the embedded store.</param>
/// <param name="Source">What selects it: <c>NANOBANANA_STORE</c>, <c>Set-NanoBananaStore</c> or <c>Default</c>.</param>
internal sealed record StoreChoice(string? Address, string Source)
{
    /// <summary>The variable that names a store.</summary>
    public const string Variable = "NANOBANANA_STORE";

    private const string SecretName = "store.connection";
    private const string FileName = "store.json";
    private const string PathMember = "path";

    /// <summary>The choice now.</summary>
    /// <param name="folder">The folder of this user's state.</param>
    /// <exception cref="NanoBananaException">What was set cannot be read.</exception>
    public static StoreChoice Find(string folder)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(named))
        {
            return new StoreChoice(named, Variable);
        }

        var file = System.IO.Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return new StoreChoice(Address: null, "Default");
        }

        var address = ReadPath(file) ?? ProfileStore.Process.Secrets.Get(SecretName)?.Reveal();
        return address is null
            ? throw new NanoBananaException(ErrorIds.StoreUnavailable, file, "its connection string is not stored on this machine. Set it again with Set-NanoBananaStore.") { Target = file }
            : new StoreChoice(address, "Set-NanoBananaStore");
    }

    /// <summary>Sets the store: a file, a connection, or neither for the embedded one.</summary>
    /// <param name="folder">The folder of this user's state.</param>
    /// <param name="path">A full path of a file.</param>
    /// <param name="connection">A connection of a PostgreSQL database; it is kept as keys are.</param>
    public static async Task SetAsync(string folder, string? path, Secret? connection)
    {
        HomeFolder.Create(folder);
        using (await FileLock.TakeAsync(System.IO.Path.Combine(folder, "store.lock"), TimeProvider.System).ConfigureAwait(false))
        {
            var file = System.IO.Path.Combine(folder, FileName);
            await (connection is null ? ProfileStore.Process.Secrets.RemoveAsync(SecretName) : ProfileStore.Process.Secrets.SetAsync(SecretName, connection)).ConfigureAwait(false);
            if (path is null && connection is null)
            {
                File.Delete(file);
                return;
            }

            var text = Encoding.UTF8.GetBytes(new JsonObject { [PathMember] = path }.ToJsonString() + "\n");
            AtomicFile.Replace(file, stream => stream.Write(text, 0, text.Length));
        }
    }

    private static string? ReadPath(string file)
    {
        try
        {
            return (string?)JsonNode.Parse(File.ReadAllText(file))?[PathMember];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.StoreUnavailable, error, file, error.Message) { Target = file };
        }
    }
}
