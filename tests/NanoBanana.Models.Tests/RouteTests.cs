using System.Collections;
using System.Reflection;
using NanoBanana.Client.Gateways;
using NanoBanana.Emulation;

namespace NanoBanana.Models.Tests;

/// <summary>The client reaches every route of the emulator's gateways, and asks for none that they do not have.</summary>
public sealed class RouteTests
{
    /// <summary>Routes that are there for other clients, or that other tests reach.</summary>
    private static readonly string[] NotHere =
    [
        "GET /crun/api/v1/client/files/upload-url", // uploads have an HTTP client of their own: NanoBanana.Uploads.Tests
        "PUT /crun/presigned/*",
        "POST /apikley/file-upload/api/file-stream-upload",
        "GET /crun/api/v1/client/job/Models", // the official command line lists models; ours are rows
        "GET /crun/api/v1/client/job/Models/*",
        "POST /crun/api/v1/client/job/EstimateTask", // asked only if the documented route is gone
        "POST /apikley/file-upload/api/file-url-upload", // the form takes every file that these do
        "POST /apikley/file-upload/api/file-base64-upload",
        "POST /apikley/api/v1/common/download-url", // Downloads asks for it once a link has expired
    ];

    [Fact]
    public async Task Every_route_is_asked_for_and_every_call_has_one()
    {
        using var gateways = new Gateways();
        foreach (var row in ModelCatalog.Rows)
        {
            var client = gateways.Client(row.Provider);
            var task = await gateways.SubmitAsync(client, new ImageRequest { Prompt = "a red hat", Model = row.Model, Economy = row.Economy, Sources = row.Operation is Operations.Edit ? [gateways.Photo] : [] });
            await gateways.EndAsync(client, task);

            // as a task of an older reply, which had no polling URL
            await client.QueryAsync(task with { StatusUrl = null, State = TaskStates.Pending, Images = [] }, CancellationToken.None);
        }

        await Assert.ThrowsAsync<NanoBananaException>(() => gateways.Client(ProviderNames.Pixazo).GetTaskAsync("43c9e643-0693-4f99-9e92-ff15ef6d1c55", CancellationToken.None));
        foreach (var name in GatewayRegistry.Descriptions.Where(each => each.Credit).Select(each => each.Name))
        {
            await gateways.Client(name).GetCreditAsync(CancellationToken.None);
        }

        var crun = gateways.Client(ProviderNames.Crun);
        await crun.EstimateAsync(crun.Prepare(new ImageRequest { Prompt = "a red hat", Model = "nano-banana-2" }), CancellationToken.None);

        var routes = Routes(gateways.Emulator);
        var asked = gateways.Calls.Where(call => !call.Path.StartsWith("/images/", StringComparison.Ordinal)).ToList();
        Assert.Equal(NotHere.Order(StringComparer.Ordinal), routes.Where(route => !asked.Any(call => Matches(route, call))).Select(route => route.Method + " " + route.Path).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(asked, call => !call.Path.StartsWith("/results/", StringComparison.Ordinal) && !call.Path.StartsWith("/host/", StringComparison.Ordinal) && !routes.Any(route => Matches(route, call)));
    }

    private static bool Matches((string Method, string Path) route, (string Method, string Path, int Status) call) =>
        route.Method == call.Method
        && (route.Path.EndsWith('*') ? call.Path.StartsWith(route.Path.TrimEnd('*'), StringComparison.Ordinal) : call.Path == route.Path);

    // the routes are the emulator's own; nothing of it is public but what a host needs
    private static List<(string Method, string Path)> Routes(GatewayEmulator emulator)
    {
        var services = (IEnumerable)Member(Member(Member(emulator, "_services"), "_router"), "_services");
        return [.. services.Cast<object>()
            .Where(service => GatewayRegistry.Names.Contains((string)Member(service, "Provider")) && !((string)Member(service, "Prefix")).Contains('/', StringComparison.Ordinal))
            .SelectMany(service => ((IEnumerable)Member(service, "Routes")).Cast<object>().Select(route => ((string)Member(route, "Method"), "/" + Member(service, "Prefix") + Member(route, "Path"))))];
    }

    private static object Member(object owner, string name)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return owner.GetType().GetField(name, Any)?.GetValue(owner) ?? owner.GetType().GetProperty(name, Any)?.GetValue(owner)
            ?? throw new InvalidOperationException($"{owner.GetType().Name} has no {name}.");
    }
}
