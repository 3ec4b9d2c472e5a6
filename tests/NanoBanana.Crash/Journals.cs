using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Crash;

/// <summary>Opens the journal of a home folder in the store that is tried.</summary>
internal static class Journals
{
    public static TaskJournal Open(string home) => TestStore.AddressOf(home) is { } address
        ? new TaskJournal(TaskStores.Create(address, new StoreOptions { Home = home }), time: null)
        : new TaskJournal(home);
}
