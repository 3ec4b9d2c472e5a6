using Npgsql;

namespace NanoBanana.Client.Store.PostgreSql;

/// <summary>Connection strings and <c>postgres://</c> URIs.</summary>
internal static class ConnectionText
{
    private const int MostSeconds = 10;

    /// <summary>What the store needs, whatever the text says: nothing that lives in a session.</summary>
    /// <exception cref="NanoBananaException"><c>StoreUnavailable</c>: it cannot be read.</exception>
    public static string Adjusted(string text)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text.Contains("://") && text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) ? OfUri(text) : text)
            {
                MaxAutoPrepare = 0,
                Multiplexing = false,
                NoResetOnClose = true,
                Enlist = false,
                ServerCompatibilityMode = ServerCompatibilityMode.NoTypeLoading,
                IncludeErrorDetail = false,
            };
            if (!builder.ContainsKey("Timeout"))
            {
                builder.Timeout = MostSeconds;
            }

            if (!builder.ContainsKey("Command Timeout"))
            {
                builder.CommandTimeout = MostSeconds;
            }

            builder.ApplicationName ??= "NanoBanana";
            return builder.ToString();
        }
        catch (ArgumentException error)
        {
            throw new NanoBananaException(ErrorIds.StoreUnavailable, innerException: null, "PostgreSQL", $"the connection string cannot be read ({error.ParamName ?? "its form is wrong"}).");
        }
    }

    /// <summary>Where it leads, without the user's password.</summary>
    public static string Shown(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder(text);
        return FormattableString.Invariant($"{builder.Host}:{builder.Port}/{builder.Database ?? builder.Username}");
    }

    // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    private static string OfUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw new ArgumentException("not a URI", nameof(text));
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host.Trim('[', ']') };
        var user = uri.UserInfo.Split([':'], 2);
        builder.Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort;
        builder.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : builder.Username;
        builder.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : builder.Password;
        builder.Database = uri.AbsolutePath.Trim('/') is { Length: > 0 } database ? Uri.UnescapeDataString(database) : builder.Database;
        foreach (var part in uri.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split(['='], 2);
            builder[NameOf(Uri.UnescapeDataString(pair[0]))] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : string.Empty;
        }

        return builder.ToString();
    }

    private static string NameOf(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "host" => "Host",
        "port" => "Port",
        "user" => "Username",
        "password" => "Password",
        "dbname" => "Database",
        _ => name,
    };
}
