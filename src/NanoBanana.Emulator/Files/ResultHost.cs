using System.Globalization;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Files;

/// <summary>Serves one gateway's result images, which are drawn again for each request: nothing is stored.</summary>
internal sealed class ResultHost(EmulatorState state, string provider) : Service
{
    private const string Room = "results";

    public override string Prefix => Room + "/" + Providers.Prefix(Provider);

    public override string Provider => provider;

    public override IReadOnlyList<Route> Routes =>
    [
        new("GET", "/*", Operations.Download, Get),
        new("HEAD", "/*", Operations.Download, Get),
    ];

    public static string UrlOf(EmulatedTask task, int index, string origin) => string.Format(
        CultureInfo.InvariantCulture, "{0}/{1}/{2}/{3}/{4}.{5}{6}",
        origin, Room, Providers.Prefix(task.Order.Provider), task.Id, index, task.Order.Format, task.Order.RenewsLinksByCall ? "" : task.Links.Current);

    public static IReadOnlyList<string> UrlsOf(EmulatedTask task, TaskSnapshot snapshot, string origin) =>
        snapshot.HasImages ? [.. Enumerable.Range(0, task.Order.Count).Select(index => UrlOf(task, index, origin))] : [];

    /// <summary>The task whose result a link leads to; null when it leads elsewhere.</summary>
    public static EmulatedTask? TaskOf(string url, TaskStore tasks, string provider)
    {
        var parts = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsolutePath.Split('/') : [];
        return parts.Length == 5 && parts[1] is Room ? tasks.Find(provider, parts[3]) : null;
    }

    public override Reply Refuse(Refusal refusal, string operation) => Reply.Text(refusal.Code, refusal.Text ?? refusal.Message);

    private void CheckLink(EmulatedTask task, EmulatorRequest request)
    {
        if (task.Links.IsFresh(request.Query))
        {
            if (task.Links.AreLost)
            {
                throw new Refusal(404, "No such result.");
            }

            return;
        }

        if (!task.Links.HaveExpired && state.Faults.Take(FaultStage.Link, Provider, Operations.Download) is { } fault)
        {
            if (fault.Kind.Name is "lost-links")
            {
                task.Links.Lose();
            }

            task.Links.Expire();
        }

        if (task.Links.HaveExpired)
        {
            throw new Refusal(403, "This link has expired.");
        }
    }

    private Reply Get(EmulatorRequest request)
    {
        var parts = request.Path.Split('/');
        if (parts.Length != 3
            || state.Tasks.Find(Provider, parts[1]) is not { } task
            || task.At(state.Clock.GetUtcNow()) is not { HasImages: true } snapshot
            || !int.TryParse(Path.GetFileNameWithoutExtension(parts[2]), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= task.Order.Count
            || !Path.GetExtension(parts[2]).Is("." + task.Order.Format))
        {
            throw new Refusal(404, "No such result.");
        }

        CheckLink(task, request);

        var image = ResultImages.Make(task, snapshot.Ratio, index);
        var reply = new Reply(200, image.MediaType, image.Bytes);
        return state.Faults.Take(FaultStage.Image, Provider, Operations.Download) is { } fault ? ImageFaults.Change(fault, reply) : reply;
    }
}
