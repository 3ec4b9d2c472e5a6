using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Querying;
using NanoBanana.Client.State;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// The way of one submit: set money aside, upload, wait for the account's turn, write the intent, send, write what came of it.
/// An intent in the journal means that bytes may have left; nothing else does.
/// </summary>
internal sealed class TaskSubmitter(Profile profile, IGateway gateway, SubmitSender sender, TaskQuery query, ClientOptions options)
{
    /// <summary>The gateway's page says that a request id is known again, and not for how long: later than this nobody relies on it.</summary>
    private static readonly TimeSpan RequestIdLasts = TimeSpan.FromHours(24);

    private readonly Uploader _uploader = new(options);

    /// <summary>Never throws for what a gateway, the network or a budget does.</summary>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public async Task<SubmitResult> SubmitAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var earlier = run.ResumeBook?.Take(request);
        if (earlier is not null && (earlier.Task.Id is not null || !MaySendAgain(earlier)))
        {
            return Resumption.Of(earlier, request, options);
        }

        return await run.GateOf(profile).PassAsync(request.Target(), () => SubmitNewAsync(request, run, uploadProfile, earlier?.Task.IntentId, stop), stop).ConfigureAwait(false);
    }

    // another account has never seen the request id, and would charge for it
    private bool MaySendAgain(JournalEntry earlier) =>
        gateway.Description.IdempotentSubmit
        && string.Equals(earlier.Task.Profile, profile.Name, StringComparison.OrdinalIgnoreCase)
        && earlier.BaseUri == profile.BaseUri
        && options.Time.GetUtcNow() - earlier.IntendedAt < RequestIdLasts;

    private async Task<SubmitResult> SubmitNewAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, string? intentId, CancellationToken stop)
    {
        Money? reserved = null;
        try
        {
            stop.ThrowIfCancellationRequested();
            var key = await options.Profiles.KeyAsync(profile, stop).ConfigureAwait(false);
            var price = request.Price();
            reserved = run.Budget.Reserve(price, profile);
            var isNew = intentId is null;
            await (isNew ? CheckBudgetsAsync(price) : Task.CompletedTask).ConfigureAwait(false);
            var urls = await UploadedAsync(request, run, uploadProfile, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            options.Checkpoint?.Invoke("uploaded");
            var account = options.Accounts.Of(profile, key, options.Time);
            var since = options.Time.GetTimestamp();
            SubmitResult result;
            do
            {
                var intent = request.ToTask(TaskStates.Unknown, intentId ?? Guid.NewGuid().ToString("N"));
                result = await InTurnAsync(account, intent, isNew, request, urls, key, stop).ConfigureAwait(false);
            }
            while (isNew && !stop.IsCancellationRequested && MayTryAgain(result, account, since));
            if (result.Task is null)
            {
                run.Budget.GiveBack(reserved);
            }

            return result;
        }
        catch (NanoBananaException error)
        {
            run.Budget.GiveBack(reserved);
            return new SubmitResult(Task: null, error.Target is null ? error.For(request.Target()) : error);
        }
    }

    // an early look, so that nothing is uploaded for an item that the budget refuses; the one that counts is IntendAsync's
    private Task CheckBudgetsAsync(Price price) =>
        options.Journal is { } journal && BudgetCheck.For(profile, price, options.Time.GetUtcNow()) is { } check
            ? journal.WriteAsync(check)
            : Task.CompletedTask;

    /// <summary>Waits for the account's turn, then writes the intent and sends: nobody shall find an intent that was only waiting.</summary>
    private async Task<SubmitResult> InTurnAsync(Account account, ImageTask intent, bool isNew, PreparedRequest request, IReadOnlyList<Uri> urls, Secret key, CancellationToken stop)
    {
        using var slot = await account.Active.EnterAsync(query.QueryAsync, task => options.Durations.Of(task, profile.IsLoopback()), stop).ConfigureAwait(false);
        using var turn = await Account.PassAsync(account.Creates, stop).ConfigureAwait(false);
        using var inFlight = StopSignals.Hold();
        await (isNew ? IntendAsync(intent, request, request.Price()) : Task.CompletedTask).ConfigureAwait(false);
        var call = new SubmitCall(request.ToGatewayRequest(urls, intent.IntentId!), key, request.Target(), account, turn);
        var result = await SendAsync(intent, isNew, call, stop).ConfigureAwait(false);
        if (result.Task is { } task)
        {
            slot.Accepted(task);
        }

        return result;
    }

    /// <summary>Whether the account is full beyond what its limits let expect, so that the submit gets in line again, as a new intent.</summary>
    private bool MayTryAgain(SubmitResult result, Account account, long since) =>
        account.IsShaped
        && result is { Task: null, Error: { ErrorId: ErrorIds.RateLimited or ErrorIds.Conflict } error }
        && LandingClass.IsFull(error.Code, error.Message)
        && options.Time.GetElapsedTime(since) + (error.RetryAfter ?? TimeSpan.Zero) <= options.QuotaBudget;

    private Task IntendAsync(ImageTask intent, PreparedRequest request, Price price)
    {
        if (options.Journal is not { } journal)
        {
            return Task.CompletedTask;
        }

        var now = options.Time.GetUtcNow();
        var reserve = BudgetCheck.Reserve(profile, price);
        var record = JournalRecords.Intent(intent, request.WorkKey(), profile.BaseUri, reserve, !profile.NoPromptInJournal, now);
        return journal.WriteAsync(BudgetCheck.For(profile, price, now), record);
    }

    private async Task<SubmitResult> SendAsync(ImageTask intent, bool isNew, SubmitCall call, CancellationToken stop)
    {
        options.Checkpoint?.Invoke("intended");
        SubmitOutcome outcome;
        try
        {
            outcome = await sender.SubmitAsync(call, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (isNew)
        {
            // stopped while it waited for another attempt: what was sent so far was turned away
            await RecordAsync(JournalRecords.Landed(intent.IntentId!, Landing.NotDelivered, Stopped(intent), options.Time.GetUtcNow()), intent).ConfigureAwait(false);
            throw;
        }

        options.Checkpoint?.Invoke("answered");
        var now = options.Time.GetUtcNow();
        if (outcome.Landing is Landing.Accepted)
        {
            return await AcceptAsync(intent, outcome.Snapshot!, now).ConfigureAwait(false);
        }

        outcome = isNew ? outcome : SubmitOutcome.StillUnknown(outcome, intent, profile);
        await RecordAsync(JournalRecords.Landed(intent.IntentId!, outcome.Landing, outcome.Error, now), intent).ConfigureAwait(false);
        return outcome.Landing is Landing.Unknown
            ? new SubmitResult(intent with { SubmittedAt = now, Failure = UnknownOutcome.From(outcome.Error!) }, outcome.Error)
            : new SubmitResult(Task: null, outcome.Error);
    }

    private NanoBananaException Stopped(ImageTask intent) =>
        new(ErrorIds.NotDelivered, profile.Provider, "the run was stopped before it was sent.") { Target = intent.IntentId };

    private async Task<SubmitResult> AcceptAsync(ImageTask intent, TaskSnapshot snapshot, DateTimeOffset now)
    {
        var task = (intent with { State = TaskStates.Pending, SubmittedAt = now }).With(snapshot, now);
        var accepted = JournalRecords.Accepted(task, now);
        await RecordAsync(task.HasEnded() ? [accepted, JournalRecords.State(task, now)] : [accepted], task).ConfigureAwait(false);
        options.Checkpoint?.Invoke("recorded");
        return new SubmitResult(task, Error: null);
    }

    private Task RecordAsync(JournalRecord record, ImageTask task) => RecordAsync([record], task);

    // money was spent by now: a journal that fails must not lose the task as well
    private async Task RecordAsync(JournalRecord[] records, ImageTask task)
    {
        try
        {
            await (options.Journal?.WriteAsync(records) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            options.Log?.Warning($"Task {task} of profile '{profile.Name}' could not be written to the journal; note its id. {error.Message}");
        }
    }

    // what nobody foresaw is one item's error as well: raw, it would end the whole batch
    private async Task<IReadOnlyList<Uri>> UploadedAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        try
        {
            return await UploadAsync(request, run, uploadProfile, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            throw new NanoBananaException(ErrorIds.InternalError, error, error.Message) { Target = request.Target() };
        }
    }

    private async Task<IReadOnlyList<Uri>> UploadAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var images = request.Request.Images().ToList();
        var urls = new List<Uri>(images.Count);
        for (var i = 0; i < request.Files.Count; i++)
        {
            urls.Add(request.Files[i] is { } file
                ? await UploadAsync(file, run, request.Request.StripMetadata, uploadProfile, stop).ConfigureAwait(false)
                : new Uri(images[i]));
        }

        return urls;
    }

    private async Task<Uri> UploadAsync(SourceFile file, SubmitRun run, bool strip, string? uploadProfile, CancellationToken stop)
    {
        var lender = uploadProfile is null ? profile : options.Profiles.Resolve(uploadProfile);
        var (link, _) = await _uploader.UploadAsync(file, lender, run, strip, stop).ConfigureAwait(false);
        return UrlRules.Problem(link.Url, profile.IsLoopback()) is { } problem
            ? throw new NanoBananaException(ErrorIds.InvalidImageUrl, link.Url.GetLeftPart(UriPartial.Path), "the upload gave it, and " + problem) { Target = file.Original }
            : link.Url;
    }
}
