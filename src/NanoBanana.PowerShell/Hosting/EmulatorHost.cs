using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;
using NanoBanana.Emulation;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The one emulator of the process, and the profiles that come and go with it.</summary>
internal static class EmulatorHost
{
    private static readonly object Lock = new();
    private static GatewayEmulator? s_running;
    private static Emulator? s_shown;

    public static Emulator? Current
    {
        get
        {
            lock (Lock)
            {
                return s_shown;
            }
        }
    }

    /// <exception cref="NanoBananaException"><c>EmulatorRunning</c>, <c>InvalidFault</c>, <c>InvalidLimit</c> or <c>EmulatorNotStarted</c>.</exception>
    public static Emulator Start(EmulatorOptions options)
    {
        lock (Lock)
        {
            if (s_running is not null)
            {
                throw new NanoBananaException(ErrorIds.EmulatorRunning, s_running.Uri) { Target = s_running.Uri };
            }

            CheckLimits(options);
            try
            {
                s_running = GatewayEmulator.Start(options);
            }
            catch (ArgumentException error)
            {
                throw new NanoBananaException(ErrorIds.InvalidFault, error, error.Message) { Target = options.Faults };
            }
            catch (InvalidOperationException error)
            {
                throw new NanoBananaException(ErrorIds.EmulatorNotStarted, error, error.Message) { Target = options.Port };
            }

            ProcessEmulators.Add(s_running.Uri, s_running.InstanceId);
            s_shown = new Emulator(s_running, AddProfiles(s_running, options));
            return s_shown;
        }
    }

    /// <returns>The name of its work in the store.</returns>
    /// <exception cref="NanoBananaException"><c>EmulatorNotRunning</c>.</exception>
    public static string Stop()
    {
        lock (Lock)
        {
            if (s_running is null)
            {
                throw new NanoBananaException(ErrorIds.EmulatorNotRunning);
            }

            foreach (var profile in s_shown!.Profiles)
            {
                ProfileStore.Process.Remove(profile);
            }

            var scope = ProcessEmulators.ScopeOf(s_running.Uri);
            ProcessEmulators.Remove(s_running.Uri);
            s_running.Dispose();
            s_running = null;
            s_shown = null;
            return scope;
        }
    }

    private static void CheckLimits(EmulatorOptions options)
    {
        if (options.RateLimit is { } rate && RateLimit.TryParse(rate) is null)
        {
            throw new NanoBananaException(ErrorIds.InvalidLimit, rate, "a number of tasks in a period, such as 20/10s, 1/s or 60/m") { Target = rate };
        }

        var tiers = GatewayRegistry.Descriptions.SelectMany(each => each.Tiers).Select(each => each.Name).ToList();
        if (options.Tier is { } tier && !tiers.Contains(tier, StringComparer.OrdinalIgnoreCase))
        {
            throw new NanoBananaException(ErrorIds.InvalidLimit, tier, "one of the tiers " + string.Join(", ", tiers)) { Target = tier };
        }
    }

    private static List<string> AddProfiles(GatewayEmulator emulator, EmulatorOptions options)
    {
        var names = new List<string>();
        foreach (var provider in GatewayRegistry.Names)
        {
#pragma warning disable CA1308 // profile names are written in lower case
            var name = "emulator-" + provider.ToLowerInvariant();
#pragma warning restore CA1308
            var description = GatewayRegistry.Describe(provider);
            ProfileStore.Process.Set(
                new Profile
                {
                    Name = name,
                    Provider = provider,
                    BaseUri = emulator.ProviderUris[provider],
                    UploadUri = description.Upload ? null : emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}",
                    RateLimit = options.RateLimit,
                    Tier = description.Tiers.Count > 0 ? options.Tier : null,
                },
                new Secret(emulator.Key));
            names.Add(name);
        }

        ProfileStore.Process.SetFallback("emulator-crun");
        return names;
    }
}
