using NanoBanana.Client.Gateways;
using NanoBanana.Client.Profiles;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The profiles of tasks whose images are fetched, each looked up once.</summary>
internal sealed class TaskProfiles
{
    private readonly Dictionary<(string Name, string Provider), Profile> _known = [];

    /// <summary>The task's profile; for a task of another machine one without a key, since links need none.</summary>
    public Profile Of(ImageTask task)
    {
        if (!_known.TryGetValue((task.Profile, task.Provider), out var profile))
        {
            profile = ProfileStore.Process.Find(task.Profile)
                ?? new Profile { Name = task.Profile, Provider = task.Provider, BaseUri = GatewayRegistry.Describe(GatewayRegistry.Parse(task.Provider)).BaseUri };
            _known.Add((task.Profile, task.Provider), profile);
        }

        return profile;
    }
}
