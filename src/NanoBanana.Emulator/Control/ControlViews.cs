using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Callbacks;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Control;

/// <summary>What the control service shows. The key is not among it.</summary>
internal static class ControlViews
{
    private const int ThisOne = 1;

    public static JsonObject Overview(EmulatorState state, string origin)
    {
        var providers = new JsonObject();
        foreach (var provider in Providers.Gateways)
        {
            providers[provider] = origin + "/" + Providers.Prefix(provider);
        }

        return new JsonObject
        {
            ["instanceId"] = state.InstanceId,
            ["providers"] = providers,
            ["imageHost"] = origin + "/" + Files.ImageHost.Room,
            ["taskDurationSeconds"] = state.TaskDuration.TotalSeconds,
            ["tasks"] = state.Tasks.Count,
            ["charges"] = state.Ledger.Count,
            ["files"] = state.Files.Count,
            ["faults"] = Texts(state.Faults.Active),
            ["requestsInProgress"] = Math.Max(0, state.RequestsInProgress() - ThisOne),
            ["tasksReadingInputs"] = state.Tasks.All.Count(task => task.IsReadingInputs),
        };
    }

    public static JsonObject Ledger(EmulatorState state)
    {
        var balances = new JsonObject();
        foreach (var provider in Providers.Gateways)
        {
            balances[provider] = state.Ledger.Balance(provider);
        }

        return new JsonObject
        {
            ["count"] = state.Ledger.Count,
            ["balances"] = balances,
            ["charges"] = new JsonArray([.. state.Ledger.Records.Select(Charge)]),
        };
    }

    public static JsonArray Tasks(EmulatorState state)
    {
        var now = state.Clock.GetUtcNow();
        return new JsonArray([.. state.Tasks.All.Select(task => View(task, task.At(now)))]);
    }

    public static JsonArray Callbacks(EmulatorState state) => new([.. state.Deliveries.All.Select(View)]);

    public static JsonObject Faults(EmulatorState state) => new()
    {
        ["faults"] = Texts(state.Faults.Active),
        ["menu"] = new JsonArray([.. FaultCatalog.All.Select(kind => new JsonObject
        {
            ["name"] = kind.Name,
            ["operation"] = kind.Operation,
            ["meaning"] = kind.Meaning,
        })]),
    };

    public static JsonObject Limits(EmulatorState state) => new()
    {
        ["rateLimit"] = state.Limits.Rate,
        ["tier"] = state.Limits.TierName,
        ["maxActiveTasks"] = state.Limits.MaxActive,
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
        ["resolution"] = task.Order.Input.Resolution,
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
