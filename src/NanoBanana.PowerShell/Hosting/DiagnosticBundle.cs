using System.Collections;
using System.IO.Compression;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// The parts of a bundle that a user sends in with an issue. What is written is chosen field by field: no key, no prompt, no image,
/// no message (it may quote a prompt), and of an address only its scheme, host and port.
/// </summary>
internal static class DiagnosticBundle
{
    private const int MostErrors = 50;
    private const int MostDurations = 500;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the parts into a zip file.</summary>
    /// <param name="target">The file.</param>
    /// <param name="parts">File name and content.</param>
    public static void Write(Stream target, IEnumerable<(string Name, object Content)> parts)
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create);
        foreach (var (name, content) in parts)
        {
            using var entry = archive.CreateEntry(name).Open();
            JsonSerializer.Serialize(entry, content, Indented);
        }
    }

    /// <summary>Versions of the module, PowerShell, .NET and the system, and the names of the module's variables that are set.</summary>
    /// <param name="host">The PowerShell that runs the module.</param>
    public static object Versions(Version? host) => new
    {
        module = typeof(NanoBananaException).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        powerShell = host?.ToString(),
        runtime = RuntimeInformation.FrameworkDescription,
        system = RuntimeInformation.OSDescription,
        processor = RuntimeInformation.ProcessArchitecture.ToString(),
        culture = System.Globalization.CultureInfo.CurrentCulture.Name,
        variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("NANOBANANA_", StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => name, StringComparer.Ordinal),
        assemblies = AppDomain.CurrentDomain.GetAssemblies().Select(each => each.GetName())
            .Where(each => each.Name?.StartsWith("System.", StringComparison.Ordinal) is false)
            .Select(each => $"{each.Name} {each.Version}")
            .OrderBy(each => each, StringComparer.Ordinal),
    };

    /// <summary>The settings of the profiles.</summary>
    public static object Profiles(IEnumerable<Profile> profiles) => profiles.Select((profile, index) => new
    {
        // a name may be a person's
        profile = index + 1,
        provider = profile.Provider,
        address = Address(profile.BaseUri),
        proxy = Address(profile.Proxy),
        customCA = profile.CustomCA is not null,
        keySource = profile.KeySource.Split(':')[0] is KeySources.None or "Session" or "Store" or "Vault" ? profile.KeySource.Split(':')[0] : "Variable",
        hasKey = profile.HasKey,
        isDefault = profile.IsDefault,
        model = profile.Model,
        callback = Address(profile.CallbackUrl),
        uploadTo = profile.UploadTo,
        price = profile.PricePerImage?.ToString(),
        dailyBudget = profile.DailyBudget?.ToString(),
        monthlyBudget = profile.MonthlyBudget?.ToString(),
        rateLimit = profile.RateLimit,
        tier = profile.Tier,
        retention = profile.Retention?.ToString(),
        allowPrivateAddress = profile.AllowPrivateAddress,
    });

    /// <summary>This session's last errors of the module: ids, kinds and places in its code.</summary>
    /// <param name="errors">The session's <c>$Error</c>.</param>
    public static object Errors(IEnumerable? errors) => (errors ?? Array.Empty<object>()).OfType<ErrorRecord>()
        .Where(record => record.FullyQualifiedErrorId.Contains("NanoBanana", StringComparison.Ordinal))
        .Take(MostErrors)
        .Select(record => new
        {
            id = record.FullyQualifiedErrorId,
            category = record.CategoryInfo.Category.ToString(),
            exception = record.Exception.GetType().FullName,
            code = (record.Exception as NanoBananaException)?.Code,
            httpStatus = (record.Exception as NanoBananaException)?.HttpStatus,
            provider = (record.Exception as NanoBananaException)?.Provider,
            cause = record.Exception.InnerException?.GetType().FullName,
            stack = record.Exception.StackTrace?.Split('\n').Select(line => line.Trim()),
        });

    /// <summary>The store's health, and how many tasks it has of each provider and state; what keeps it from being used, if it cannot be.</summary>
    /// <param name="journal">The store.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<object> StoreAsync(TaskJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            var health = await journal.Store.TestAsync(cancellationToken).ConfigureAwait(false);
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            await foreach (var task in journal.Store.ListAsync(new TaskFilter { Emulators = EmulatorScope.All }, cancellationToken).ConfigureAwait(false))
            {
                var key = $"{task.Provider} {task.State} {task.Charge}";
                counts[key] = counts.TryGetValue(key, out var count) ? count + 1 : 1;
            }

            return new { health.Kind, health.SchemaVersion, clockDifference = health.ClockDifference.ToString(), roundTrip = health.RoundTrip.ToString(), health.Tasks, health.Waiting, health.TimeZone, problems = health.Problems.Count, counts };
        }
        catch (NanoBananaException error)
        {
            return new { error = error.ErrorId };
        }
    }

    /// <summary>How long the last tasks took, by provider, model and operation.</summary>
    /// <param name="journal">The store.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<object> TimingsAsync(TaskJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            var durations = await journal.Store.DurationsAsync(MostDurations, cancellationToken).ConfigureAwait(false);
            return durations.GroupBy(each => (each.Provider, each.Model, each.Operation, each.IsEmulated)).Select(group => new
            {
                group.Key.Provider,
                group.Key.Model,
                group.Key.Operation,
                group.Key.IsEmulated,
                tasks = group.Count(),
                shortestSeconds = group.Min(each => each.Duration.TotalSeconds),
                longestSeconds = group.Max(each => each.Duration.TotalSeconds),
            });
        }
        catch (NanoBananaException error)
        {
            return new { error = error.ErrorId };
        }
    }

    private static string? Address(Uri? address) => address is null ? null : address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
