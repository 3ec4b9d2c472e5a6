using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Callbacks;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Control;

/// <summary>What the control door shows. The key is not among it.</summary>
internal static class ControlViews
{
    public static JsonObject Overview(World world, string origin)
    {
        var providers = new JsonObject();
        foreach (var provider in Providers.Gateways)
        {
            providers[provider] = origin + "/" + Providers.Prefix(provider);
        }

        return new JsonObject
        {
            ["providers"] = providers,
            ["imageHost"] = origin + "/" + Files.ImageHost.Room,
            ["taskDurationSeconds"] = world.TaskDuration.TotalSeconds,
            ["tasks"] = world.Tasks.Count,
            ["charges"] = world.Ledger.Count,
            ["files"] = world.Files.Count,
            ["faults"] = Texts(world.Faults.Active),
        };
    }

    public static JsonObject Ledger(World world)
    {
        var balances = new JsonObject();
        foreach (var provider in Providers.Gateways)
        {
            balances[provider] = world.Ledger.Balance(provider);
        }

        return new JsonObject
        {
            ["count"] = world.Ledger.Count,
            ["balances"] = balances,
            ["charges"] = new JsonArray([.. world.Ledger.Records.Select(Charge)]),
        };
    }

    public static JsonArray Tasks(World world)
    {
        var now = world.Clock.GetUtcNow();
        return new JsonArray([.. world.Tasks.All.Select(task => View(task, task.At(now)))]);
    }

    public static JsonArray Callbacks(World world) => new([.. world.Deliveries.All.Select(View)]);

    public static JsonObject Faults(World world) => new()
    {
        ["faults"] = Texts(world.Faults.Active),
        ["menu"] = new JsonArray([.. FaultMenu.All.Select(kind => new JsonObject
        {
            ["name"] = kind.Name,
            ["operation"] = kind.Operation,
            ["meaning"] = kind.Meaning,
        })]),
    };

    public static JsonObject Limits(World world) => new()
    {
        ["rateLimit"] = world.Limits.Rate,
        ["tier"] = world.Limits.TierName,
        ["maxActiveTasks"] = world.Limits.MaxActive,
    };

    private static JsonObject Charge(ChargeRecord record) => new()
    {
        ["provider"] = record.Provider,
        ["taskId"] = record.TaskId,
        ["amount"] = record.Amount,
        ["unit"] = record.Unit,
        ["when"] = Iso(record.When),
        ["prompt"] = record.Prompt,
        ["refunded"] = record.Refunded,
        ["requestId"] = record.RequestId,
        ["bodySha256"] = record.BodySha256,
    };

    private static JsonObject View(EmulatedTask task, TaskSnapshot snapshot) => new()
    {
        ["provider"] = task.Order.Provider,
        ["id"] = task.Id,
        ["model"] = task.Order.Model,
        ["prompt"] = task.Order.Prompt,
        ["phase"] = snapshot.Phase.ToString(),
        ["failure"] = snapshot.Failure?.Message,
        ["ratio"] = snapshot.Ratio,
        ["format"] = task.Order.Format,
        ["count"] = task.Order.Count,
        ["acceptedAt"] = Iso(task.AcceptedAt),
        ["startsAt"] = Iso(task.StartsAt),
        ["dueAt"] = Iso(task.DueAt),
        ["endedAt"] = snapshot.EndedAt is { } end ? Iso(end) : null,
        ["sent"] = task.Order.Sent.DeepClone(),
    };

    private static JsonObject View(Delivery delivery) => new()
    {
        ["provider"] = delivery.Provider,
        ["taskId"] = delivery.TaskId,
        ["to"] = delivery.To.OriginalString,
        ["kind"] = delivery.Kind,
        ["signed"] = delivery.Signed,
        ["at"] = Iso(delivery.At),
        ["answer"] = delivery.Answer,
        ["problem"] = delivery.Problem,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Iso(DateTimeOffset time) => time.ToString("o", CultureInfo.InvariantCulture);
}
