using System.Management.Automation;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Adds up what was spent, reserved or may have been charged, from the journal: one row per day, profile, provider and model.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "NanoBananaCost", HelpUri = OnlineHelp.Pages + "Measure-NanoBananaCost.md")]
[OutputType(typeof(CostSummary))]
public sealed class MeasureNanoBananaCostCommand : NanoBananaCmdlet
{
    /// <summary>Only tasks of these profiles.</summary>
    [Parameter(Position = 0, HelpMessage = "Only tasks of these profiles.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string[]? Profile { get; set; }

    /// <summary>Only tasks from this time on.</summary>
    [Parameter(HelpMessage = "Only tasks from this time on.")]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Includes tasks of emulators, which cost nothing.</summary>
    [Parameter(HelpMessage = "Includes tasks of emulators, which cost nothing.")]
    public SwitchParameter IncludeEmulator { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var rows = Await(() => TaskJournal.OfUser().CostsAsync(Since, IncludeEmulator, Stop))
            .Where(row => Profile is null || Profile.Contains(row.Profile, StringComparer.OrdinalIgnoreCase));
        WriteObject(Journal.Takes().Count(rows, Await(() => TaskJournal.OfUser().Store.TimeZoneAsync(Stop))), enumerateCollection: true);
    }
}
