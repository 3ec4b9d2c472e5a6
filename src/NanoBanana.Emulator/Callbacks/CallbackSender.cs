using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Callbacks;

/// <summary>Posts a gateway's callbacks for a task, and strikes the faults of callbacks. Never to strangers.</summary>
internal sealed class CallbackSender(EmulatorState state, LoopbackClient client, CancellationToken closing)
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Posts until the task's last callback is gone; never throws.</summary>
    public async Task PostAsync(EmulatedTask task, Gateway gateway)
    {
        if (!state.MayCall(task.Order.Callback!))
        {
            Record(task, DeliveryKinds.Skipped, "not an address of this machine, and not an allowed host");
            return;
        }

        try
        {
            await PostAsync(task, gateway, state.Faults.TakeAll(FaultStage.Callback, task.Order.Provider, Operations.Callback)).ConfigureAwait(false);
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException)
        {
            // The emulator is closing.
        }
    }

    private async Task PostAsync(EmulatedTask task, Gateway gateway, IReadOnlyCollection<string> faults)
    {
        if ("callback-forged".IsAnyOf(faults))
        {
            await SendAsync(Message(task, gateway, Forgery.Of(task, Now)), DeliveryKinds.Forged).ConfigureAwait(false);
        }

        if (task.Order.WantsAllEvents)
        {
            await UntilAsync(() => task.At(Now).Phase >= TaskPhase.Running, task.RunningAt).ConfigureAwait(false);
            await SendAsync(Message(task, gateway, task.At(Now)), DeliveryKinds.Progress).ConfigureAwait(false);
        }

        await UntilAsync(() => task.At(Now).HasEnded, task.DueAt).ConfigureAwait(false);
        if ("callback-lost".IsAnyOf(faults))
        {
            Record(task, DeliveryKinds.Lost, "lost by a fault");
            return;
        }

        await HoldAsync(faults).ConfigureAwait(false);
        var end = Message(task, gateway, task.At(Now), faults);
        await SendAsync(end, DeliveryKinds.End).ConfigureAwait(false);
        if ("callback-duplicate".IsAnyOf(faults))
        {
            await SendAsync(end, DeliveryKinds.Duplicate).ConfigureAwait(false);
        }
    }

    private DateTimeOffset Now => state.Clock.GetUtcNow();

    private CallbackMessage Message(EmulatedTask task, Gateway gateway, TaskSnapshot snapshot, IReadOnlyCollection<string>? faults = null)
    {
        var wronglySigned = faults is not null && "callback-wrong-signature".IsAnyOf(faults);
        var secret = !gateway.SignsCallbacks ? null : wronglySigned ? "not-" + state.CallbackSecret : state.CallbackSecret;
        return new CallbackMessage(task, gateway, snapshot, secret, Now, reply => (faults ?? []).Aggregate(
            reply, (body, fault) => EncodingFaults.OfCallbacks.TryGetValue(fault, out var encode) ? encode(body) : body));
    }

    private async Task SendAsync(CallbackMessage message, string kind) =>
        state.Deliveries.Add(await message.PostAsync(kind, client, Now, closing).ConfigureAwait(false));

    private async Task HoldAsync(IReadOnlyCollection<string> faults)
    {
        var late = state.Clock.PauseAsync("callback-late".IsAnyOf(faults) ? Late : TimeSpan.Zero, closing);
        if ("callback-out-of-order".IsAnyOf(faults))
        {
            // Bounded: it is unknown whether there is another task.
            await Task.WhenAny(state.Deliveries.NextAsync(), state.Clock.PauseAsync(Late, closing)).ConfigureAwait(false);
        }

        await late.ConfigureAwait(false);
    }

    private async Task UntilAsync(Func<bool> reached, DateTimeOffset expected)
    {
        while (!reached())
        {
            // Timers round down to whole milliseconds, and inputs may be read after the task is due.
            var left = expected - Now;
            await state.Clock.PauseAsync(left > Shortest ? left : Shortest, closing).ConfigureAwait(false);
        }
    }

    private void Record(EmulatedTask task, string kind, string why) =>
        state.Deliveries.Add(new Delivery(task.Order.Provider, task.Id, task.Order.Callback!, kind, Signed: false, Now, Answer: null, why));
}
