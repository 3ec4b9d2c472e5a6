using System.Runtime.InteropServices;

namespace NanoBanana.Emulation.Host;

internal static class CtrlC
{
    /// <summary>Completes on Ctrl+C, and on a polite request to end, as service managers send it.</summary>
    public static async Task PressedAsync()
    {
        var pressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Press(PosixSignalContext context)
        {
            // Without this the process would end before the emulator is disposed.
            context.Cancel = true;
            pressed.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Press);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Press);
        await pressed.Task.ConfigureAwait(false);
    }
}
