using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Store;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Shows what the store says was charged, by account and day, beside what the gateways' balances say; or the tasks to dispute.</summary>
[Cmdlet(VerbsCommon.Get, "NanoBananaStatement", DefaultParameterSetName = ByDay, HelpUri = OnlineHelp.Pages + "Get-NanoBananaStatement.md")]
[OutputType(typeof(StatementLine), typeof(DisputedTask))]
public sealed class GetNanoBananaStatementCommand : NanoBananaCmdlet
{
    private const string ByDay = "Day";
    private const string ToDispute = "Disputed";

    /// <summary>Only these profiles.</summary>
    [Parameter(Position = 0, HelpMessage = "Names of profiles; all without it.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string[]? Profile { get; set; }

    /// <summary>Only from this time on.</summary>
    [Parameter(HelpMessage = "A date, such as (Get-Date).AddDays(-30); all days without it.")]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Gives the tasks that were, or may have been, charged and gave no image, to be sent to the gateway's support.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToDispute, HelpMessage = "Lists tasks to dispute in place of days.")]
    public SwitchParameter Disputed { get; set; }

    /// <summary>Gives the prompts of these tasks, too.</summary>
    [Parameter(ParameterSetName = ToDispute, HelpMessage = "Adds the prompts, which the gateway knows already.")]
    public SwitchParameter IncludePrompt { get; set; }

    /// <summary>Counts tasks of emulators, too, which cost nothing.</summary>
    [Parameter(HelpMessage = "Counts tasks of emulators, too.")]
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
