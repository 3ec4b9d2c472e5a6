using System.Collections;
using System.Reflection;
using NanoBanana.Client.Gateways;
using NanoBanana.Emulation;

namespace NanoBanana.Models.Tests;

/// <summary>The client reaches every route of the emulator's gateways, and asks for none that they do not have.</summary>
public sealed class RouteTests
{
    /// <summary>Documented routes that this client has no use for and that others call: what they do is held by the emulator's own tests.</summary>
    private static readonly string[] OfOthers =
    [
        "GET /crun/api/v1/client/job/Models", // Crun's command line lists models; ours are rows of the catalog
        "GET /crun/api/v1/client/job/Models/*", // and describes them
        "POST /apikley/file-upload/api/file-url-upload", // clients of kie.ai have tools for these two; ours sends files, for which the form is enough
        "POST /apikley/file-upload/api/file-base64-upload",
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

        await EstimateAsync(gateways);
        await SaveExpiredAsync(gateways);

        var routes = Routes(gateways.Emulator);
        var asked = gateways.Calls.Where(call => !call.Path.StartsWith("/images/", StringComparison.Ordinal)).ToList();
        Assert.Equal(OfOthers.Order(StringComparer.Ordinal), routes.Where(route => !asked.Any(call => Matches(route, call))).Select(route => route.Method + " " + route.Path).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(asked, call => !call.Path.StartsWith("/results/", StringComparison.Ordinal) && !call.Path.StartsWith("/emulator/", StringComparison.Ordinal) && !call.Path.StartsWith("/host/", StringComparison.Ordinal) && !routes.Any(route => Matches(route, call)));
    }

    private static async Task EstimateAsync(Gateways gateways)
    {
        var crun = gateways.Client(ProviderNames.Crun);
        var request = crun.Prepare(new ImageRequest { Prompt = "a red hat", Model = "nano-banana-2" });
        await crun.EstimateAsync(request, CancellationToken.None);

        // the other spelling is asked where the documented one is gone
        await gateways.SetFaultsAsync("status-404:Crun@estimate*1");
        Assert.Equal(5, (await crun.EstimateAsync(request, CancellationToken.None)).Amount);
    }

    private static async Task SaveExpiredAsync(Gateways gateways)
    {
        await gateways.SetFaultsAsync("expired-links:Apikley");
        var apikley = gateways.Client(ProviderNames.Apikley);
        var task = await gateways.EndAsync(apikley, await gateways.SubmitAsync(apikley, new ImageRequest { Prompt = "a red hat", Model = "nano-banana-2" }));
        Assert.True(File.Exists(await gateways.SaveAsync(apikley, task)));
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
