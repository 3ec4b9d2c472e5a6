using NanoBanana.Emulation.Callbacks;
using NanoBanana.Emulation.Faults;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Inputs;

namespace NanoBanana.Emulation.Tasks;

/// <summary>Accepts orders: charges, remembers, and starts what continues in the background.</summary>
internal sealed class TaskCreator(EmulatorState state, InputReader inputs, CallbackSender callbacks)
{
    /// <summary>Accepts an order, or refuses it with 402 when the balance does not cover it.</summary>
    public EmulatedTask Accept(TaskOrder order, Gateway gateway)
    {
        var now = state.Clock.GetUtcNow();
        var price = order.Price(order.Ratio);
        if (!state.Ledger.TryCharge(order, price, now))
        {
            throw new Refusal(402);
        }

        var quirks = new TaskQuirks(state.Faults.TakeAll(FaultStage.Task, order.Provider, Operations.Submit));
        if (quirks.IsChargedTwice)
        {
            state.Ledger.TryCharge(order, price, now);
        }

        var (startsAt, duration) = state.Durations.Next(order.Provider, now);
        var task = new EmulatedTask(order, quirks, now, startsAt, quirks.FinishesAtOnce ? TimeSpan.Zero : duration);
        if (task.Doom is not null)
        {
            state.Ledger.Refund(task.Id);
        }

        if (!HasLocalImages(order))
        {
            task.SetInputs(InputReport.NothingToRead(now));
        }

        state.Tasks.Add(task);
        if (HasLocalImages(order) || order.Callback is not null)
        {
            // Elsewhere, because the caller may hold a lock and is owed a quick answer.
            _ = Task.Run(() => WorkAsync(task, gateway));
        }

        return task;
    }

    private static bool HasLocalImages(TaskOrder order) => order.Images.Any(Loopback.IsHttp);

    private async Task WorkAsync(EmulatedTask task, Gateway gateway)
    {
        if (HasLocalImages(task.Order))
        {
            var report = await inputs.ReadAsync(task.Order.Images).ConfigureAwait(false);
            task.SetInputs(report);
            Settle(task, report);
        }

        if (task.Order.Callback is not null)
        {
            await callbacks.PostAsync(task, gateway).ConfigureAwait(false);
        }
    }

    private void Settle(EmulatedTask task, InputReport report)
    {
        if (report.Failure is not null)
        {
            state.Ledger.Refund(task.Id);
        }
        else
        {
            state.Ledger.Settle(task.Id, task.Order.Price(task.At(state.Clock.GetUtcNow()).Ratio));
        }
    }
}
