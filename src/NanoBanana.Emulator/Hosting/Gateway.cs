using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Hosting;

/// <summary>One of the five gateways: its routes, its envelope, its way to name a task's state.</summary>
internal abstract class Gateway(EmulatorState state) : Service
{
    public sealed override string Prefix => Providers.Prefix(Provider);

    protected EmulatorState State { get; } = state;

    /// <summary>True if callbacks are signed once a secret is set.</summary>
    public virtual bool SignsCallbacks => false;

    /// <summary>The gateway's documented callback body for a task as it stands.</summary>
    public abstract JsonNode Callback(EmulatedTask task, TaskSnapshot snapshot);

    protected bool IsBearer(EmulatorRequest request) => request.Headers["Authorization"].Is("Bearer " + State.Key);

    protected TaskSnapshot Snapshot(EmulatedTask task) => task.AskedAt(State.Clock.GetUtcNow());

    /// <summary>The task, if it is this gateway's own and not (yet) hidden by a fault.</summary>
    protected EmulatedTask? FindTask(string id) =>
        State.Tasks.Find(Provider, id) is { } task && !task.Quirks.HidesNow() ? task : null;
}
