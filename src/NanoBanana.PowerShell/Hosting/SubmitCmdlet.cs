using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;
using NanoBanana.PowerShell.Binding;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Submits requests at the same time up to a limit, and returns their tasks in the order of the input.</summary>
public abstract class SubmitCmdlet : UploadingCmdlet
{
    private readonly HashSet<string> _expired = new(StringComparer.OrdinalIgnoreCase);
    private readonly PriceTotal _total = new();
    private OrderedWork<SubmitResult>? _work;
    private SubmitRun? _run;
    private ProgressBar? _progress;
    private int _added;

    /// <summary>The profile to use, or several: if a profile cannot accept the request, the next one is used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The profile to use, or several: if a profile cannot accept the request, the next one is used.")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [AllowNull]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string[]? Profile { get; set; }

    /// <summary>The order of several profiles: as given, or the cheapest first.</summary>
    [Parameter(HelpMessage = "The order of several profiles: as given, or the cheapest first.")]
    [ValidateSet(Preferences.Order, Preferences.Cheapest)]
    [TextTransformation]
    public string Prefer { get; set; } = Preferences.Order;

    /// <summary>Returns the existing task for the same work instead of submitting it again.</summary>
    [Parameter(HelpMessage = "Returns the existing task for the same work instead of submitting it again.")]
    public SwitchParameter Resume { get; set; }

    /// <summary>The maximum cost of this pipeline: '5 USD' or '40 credits'.</summary>
    [Parameter(HelpMessage = "The maximum cost of this pipeline: '5 USD' or '40 credits'.")]
    [MoneyTransformation]
    public Money? MaxCost { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _work = new OrderedWork<SubmitResult>(ThrottleLimit);
        _run = NewRun(MaxCost, Resume);
        _progress = new ProgressBar(this, "Submitting Nano Banana tasks", TimeProvider.System);
        // an empty cell of a record asks for no profile; on the command line it is a variable that is not set
        if (IsOnCommandLine(nameof(Profile)) && Profile?.Any(each => !string.IsNullOrWhiteSpace(each)) is not true)
        {
            throw new NanoBananaException(ErrorIds.ImageParameterEmpty, nameof(Profile)) { Target = nameof(Profile) };
        }

        if (IsOnCommandLine(nameof(Profile)) || !MyInvocation.ExpectingInput)
        {
            _ = Group();
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        while (_work!.Count > 0)
        {
            Await(_work.WhenNextEnds(), ShowProgress);
            EmitReady();
        }

        _progress!.Complete();
        if (_run!.Repeats.Sentence() is { } repeats)
        {
            WriteWarning(repeats);
        }

        if (_total.Count > 0)
        {
            Host.UI.WriteLine($"What if: {_total}");
        }
    }

    /// <inheritdoc/>
    protected override Task InFlight() => _work?.WhenAllEnd() ?? Task.CompletedTask;

    /// <summary>Checks the request, asks for confirmation if the user wants that, and starts it once there is room.</summary>
    /// <exception cref="NanoBananaException">The request is not valid.</exception>
    protected void Submit(ImageRequest request)
    {
        var prepared = Group().Prepare(request);
        foreach (var profile in prepared.Candidates.Select(each => each.Profile).Where(each => _expired.Add(each.Name)))
        {
            Await(ClientOptions.Journal!.ExpireAsync(profile));
        }

        if (request.Prompt.Contains('\uFFFD'))
        {
            WriteWarning($"The prompt '{request.Prompt}' contains the character U+FFFD, because its file was read with the wrong encoding. Read it again, for example with Import-Csv -Encoding 1252.");
        }

        // before the plan and the question, because the user decides after reading it
        Tell(prepared.Candidates[0]);
        if (!MaySubmit(prepared))
        {
            EmitReady();
            return;
        }

        while (!_work!.HasRoom)
        {
            Await(_work.WhenAnyEnds(), ShowProgress);
            EmitReady();
        }

        _added++;
        _work.Add(() => prepared.SubmitAsync(_run!, UploadProfile, Stop));
        EmitReady();
    }

    // only what takes its time for a reason that cannot be seen is worth a bar
    private void ShowProgress()
    {
        if (!_progress!.IsDue)
        {
            return;
        }

        var uploads = _run!.Uploaded.Files > 0 ? UploadsSoFar(_run) : null;
        var quota = AccountRegistry.Process.Waiting();
        if (uploads is not null || quota is not null)
        {
            var done = _added - _work!.Count;
            _progress.Show(string.Join(", ", new[] { $"{done} of {_added} submitted", uploads, quota }.Where(each => each is not null)), done, _added);
        }
    }

    private bool MaySubmit(GroupRequest group)
    {
        var prepared = group.Candidates[0];
        var price = prepared.Price();
        var cost = price.Amount is null ? "price unknown" : price.ToCost().ToString();
        cost += price.Ceiling > price.Amount ? $", at most {new Money(price.Ceiling.Value, price.Currency!)}" : string.Empty;
        cost += group.Candidates.Count > 1 ? $"; else {string.Join(", ", group.Candidates.Skip(1).Select(each => $"'{each.Profile.Name}' ({(each.Price().Amount is null ? "price unknown" : each.Price().ToCost())})"))}" : string.Empty;
        var what = $"Submit to profile '{prepared.Profile.Name}', {prepared.Model}: {Subject(prepared.Request)} ({cost})";
        var reason = ShouldProcessReason.None;
        if (Asked(what, () => ShouldProcess(what, what + "?", "Submit a task that costs money", out reason)))
        {
            return true;
        }

        if (reason.HasFlag(ShouldProcessReason.WhatIf))
        {
            _run!.Rehearse(group);
            _total.Add(price);
            WriteObject(group.Plan());
        }

        return false;
    }

    private ClientGroup Group()
    {
        var names = ProfileNames.Of(Profile, name => ProfileStore.Process.Find(name) is not null);
        return new ClientGroup(names is [] ? [ClientFor(profile: null)] : [.. names.Select(ClientFor)], Prefer, ClientOptions.Log);
    }

    private static string Subject(ImageRequest request) => request.Sources.Count switch
    {
        0 => $"'{request.Prompt}'",
        1 => $"'{request.Prompt}' on {SourceImage.Of(request.Sources[0])}",
        var count => $"'{request.Prompt}' on {count} images",
    };

    private void Tell(PreparedRequest prepared)
    {
        foreach (var warning in prepared.Warnings)
        {
            WriteWarning(warning);
        }

        foreach (var note in prepared.Notes)
        {
            WriteVerbose(note);
        }
    }

    private void EmitReady()
    {
        ShowProgress();
        WritePosted();
        while (_work!.TryTake(out var finished))
        {
            var result = Await(() => finished!);
            if (result.Task is { } task)
            {
                WriteObject(task);
            }

            if (result.Error is { } error)
            {
                WriteError(error);
            }
        }
    }
}
