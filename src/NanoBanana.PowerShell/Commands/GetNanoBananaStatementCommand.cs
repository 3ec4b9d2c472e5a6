using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Store;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows the charges in the store, by account and day, next to the balances of the gateways; or the tasks to dispute.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaStatement", DefaultParameterSetName = ByDay, HelpUri = OnlineHelp.Pages + "Get-NanoBananaStatement.md")]
[OutputType(typeof(StatementLine), typeof(DisputedTask))]
public sealed class GetNanoBananaStatementCommand : NanoBananaCmdlet
{
    private const string ByDay = "Day";
    private const string ToDispute = "Disputed";

    /// <summary>Only these profiles.</summary>
    [Parameter(Position = 0, HelpMessage = "Names of profiles. By default, all profiles.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string[]? Profile { get; set; }

    /// <summary>Only tasks from this time on.</summary>
    [Parameter(HelpMessage = "The first day, such as (Get-Date).AddDays(-30). By default, all days.")]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Gives the tasks that were, or may have been, charged and gave no image, to be sent to the gateway's support.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToDispute, HelpMessage = "Lists the tasks that you may dispute instead of days.")]
    public SwitchParameter Disputed { get; set; }

    /// <summary>Gives the prompts of these tasks, too.</summary>
    [Parameter(ParameterSetName = ToDispute, HelpMessage = "Includes the prompts.")]
    public SwitchParameter IncludePrompt { get; set; }

    /// <summary>Includes tasks of emulators, which cost nothing.</summary>
    [Parameter(HelpMessage = "Includes tasks of emulators.")]
    public SwitchParameter IncludeEmulator { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var statement = new Statement(TaskJournal.OfUser(), Since, IncludeEmulator ? EmulatorScope.All : EmulatorScope.None);
        if (Disputed)
        {
            WriteObject(statement.Disputed(IncludePrompt).Where(task => IsWanted(task.Profile)), enumerateCollection: true);
        }
        else
        {
            WriteObject(Await(() => statement.LinesAsync(Stop)).Where(line => IsWanted(line.Profile)), enumerateCollection: true);
        }
    }

    private bool IsWanted(string profile) => Profile is null || Profile.Contains(profile, StringComparer.OrdinalIgnoreCase);
}
