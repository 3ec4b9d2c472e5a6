using System.Diagnostics;

namespace NanoBanana.Testing.PostgreSql;

/// <summary>The programs of PostgreSQL and PgBouncer, run as a user that is not root: both refuse root.</summary>
public static class ServerTools
{
    private const string PackagedUser = "postgres";

    /// <summary>Why PostgreSQL cannot be started here; null if it can.</summary>
    public static string? MissingPostgreSql { get; } =
        OperatingSystem.IsWindows() ? "the tests start PostgreSQL on Unix only"
        : Binaries is null ? "PostgreSQL is not installed (Debian: postgresql)"
        : IsRoot && !HasPackagedUser ? "PostgreSQL does not run as root, and there is no user 'postgres'"
        : IsRoot && RunUser is null ? "PostgreSQL does not run as root, and runuser is not installed (Debian: util-linux)"
        : null;

    /// <summary>Why PgBouncer cannot be started here; null if it can.</summary>
    public static string? MissingPgBouncer { get; } =
        MissingPostgreSql ?? (PgBouncer is null ? "PgBouncer is not installed (Debian: pgbouncer)" : null);

    /// <summary>The folder of PostgreSQL's programs.</summary>
    public static string? Binaries =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(each => int.TryParse(Path.GetFileName(each), out var version) ? version : 0).Select(each => Path.Combine(each, "bin")).FirstOrDefault(each => File.Exists(Path.Combine(each, "initdb"))) : null)
        ?? Path.GetDirectoryName(Find("initdb"));

    /// <summary>The program of PgBouncer.</summary>
    public static string? PgBouncer => Find("pgbouncer");

    private static string? RunUser => Find("runuser");

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private static bool HasPackagedUser => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(PackagedUser + ":", StringComparison.Ordinal));

    /// <summary>A folder that the servers' user owns.</summary>
    public static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-pg-").FullName;
        if (IsRoot)
        {
            Run("chown", PackagedUser, folder);
        }

        return folder;
    }

    /// <summary>A command line as the servers' user runs it.</summary>
    public static IReadOnlyList<string> AsUser(params string[] command) => IsRoot ? [RunUser!, "-u", PackagedUser, "--", .. command] : command;

    /// <summary>Runs a program of the servers to its end.</summary>
    public static void RunAsUser(string program, params string[] arguments)
    {
        var command = AsUser([program, .. arguments]);
        Run(command[0], [.. command.Skip(1)]);
    }

    // where packages put them, whatever the PATH has
    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin:/usr/local/sbin:/usr/bin").Split(':').Select(each => Path.Combine(each, program)).FirstOrDefault(File.Exists);

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
        }
    }
}
