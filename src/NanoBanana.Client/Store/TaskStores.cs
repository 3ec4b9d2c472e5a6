using System.Collections.Concurrent;
using NanoBanana.Client.Store.PostgreSql;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Client.Store.Sqlite;

namespace NanoBanana.Client.Store;

/// <summary>Opens stores: one per address and process, shared by all runspaces of the process.</summary>
public static class TaskStores
{
    /// <summary>The file of the embedded store in the home folder.</summary>
    public const string FileName = "store.db";

    private static readonly ConcurrentDictionary<string, Lazy<RelationalStore>> Open = new(StringComparer.Ordinal);

    /// <summary>The store at an address. Nothing is opened or created before it is used.</summary>
    /// <param name="address">An Npgsql connection string, a <c>postgres://</c> URI, a file path, or null for the embedded store.</param>
    /// <param name="options">How this process uses it; the options of the first caller apply.</param>
    /// <returns>The store, shared by the process.</returns>
    /// <exception cref="NanoBananaException"><c>StoreUnavailable</c>: the address cannot be read.</exception>
    public static ITaskStore At(string? address, StoreOptions options)
    {
        var place = IsPostgreSql(address) ? address! : Path.GetFullPath(string.IsNullOrWhiteSpace(address) ? Path.Combine(options.Home, FileName) : address!);
        return Open.GetOrAdd(place + "\n" + options.Home, _ => new Lazy<RelationalStore>(() => Create(place, options))).Value;
    }

    /// <summary>Whether an address is of a PostgreSQL database, and so may contain a password.</summary>
    /// <param name="address">An Npgsql connection string, a <c>postgres://</c> URI, a file path, or null.</param>
    /// <returns>True for a connection string and a <c>postgres://</c> URI.</returns>
    public static bool IsPostgreSql(string? address) =>
        address is not null && (address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
            || address.Split(';').Select(part => part.Split('=')).Any(pair => pair.Length > 1
                && (pair[0].Trim().Equals("Host", StringComparison.OrdinalIgnoreCase) || pair[0].Trim().Equals("Server", StringComparison.OrdinalIgnoreCase))));

    /// <summary>A separate store, which the caller disposes.</summary>
    internal static RelationalStore Create(string place, StoreOptions options) =>
        IsPostgreSql(place) ? CreatePostgreSql(place, options) : CreateSqlite(place, options);

    // apart, so that a process loads only the client of the database that it uses
    private static RelationalStore CreateSqlite(string path, StoreOptions options) => new(new SqliteDatabase(path), options);

    private static RelationalStore CreatePostgreSql(string text, StoreOptions options) => new(new PostgreSqlDatabase(text), options);
}
