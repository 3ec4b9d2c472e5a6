using System.Management.Automation;
using NanoBanana.Client.Tasks;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Asks for the state of tasks; without any, gives the tasks of this process.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaTask")]
[OutputType(typeof(ImageTask))]
public sealed class GetNanoBananaTaskCommand : TaskCmdlet
{
    /// <inheritdoc/>
    protected override void Process()
    {
        if (InputObject is null && Id is null && !MyInvocation.ExpectingInput)
        {
            WriteObject(TaskRegistry.Process.List().Where(IsWanted), enumerateCollection: true);
            return;
        }

        foreach (var task in Tasks())
        {
            Query(task);
        }
    }

    private bool IsWanted(ImageTask task) =>
        Profile is null || string.Equals(task.Profile, Profile, StringComparison.OrdinalIgnoreCase);

    private void Query(ImageTask task)
    {
        if (task.Id is null)
        {
            WriteObject(task);
            return;
        }

        try
        {
            var client = ClientFor(task);
            WriteObject(Await(() => client.QueryAsync(task, Stop)));
        }
        catch (NanoBananaException error)
        {
            WriteError(error);
        }
    }
}
