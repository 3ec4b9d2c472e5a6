using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Callbacks;

/// <summary>The lie of the fault <c>callback-forged</c>.</summary>
internal static class Forgery
{
    /// <summary>That the task has ended already, and otherwise than it will: failed, or with images that were never made.</summary>
    public static TaskSnapshot Of(EmulatedTask task, DateTimeOffset now) => task.Doom is null
        ? new TaskSnapshot(TaskPhase.Failed, Ratio(task), TaskFailure.Internal, now, now, HasImages: false, IsUnheardOf: false)
        : new TaskSnapshot(TaskPhase.Succeeded, Ratio(task), Failure: null, now, now, HasImages: true, IsUnheardOf: false);

    private static string Ratio(EmulatedTask task) => task.Order.Ratio is "auto" ? "1:1" : task.Order.Ratio;
}
