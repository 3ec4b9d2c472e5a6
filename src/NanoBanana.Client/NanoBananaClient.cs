using System.Collections.Concurrent;
using NanoBanana.Client.Images;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Providers;
using NanoBanana.Client.Providers.Crun;
using NanoBanana.Client.Requests;
using NanoBanana.Client.Tasks;
using NanoBanana.Client.Transport;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client;

/// <summary>One profile's door to its gateway. Cheap to create, safe for several threads.</summary>
public sealed class NanoBananaClient
{
    /// <summary>How long after a submit "not found" may mean "not visible yet" (docs.kie.ai, get-task-detail).</summary>
    private static readonly TimeSpan VisibilityGrace = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<string, byte> NamedWords = new(StringComparer.OrdinalIgnoreCase);

    private readonly ClientOptions _options;
    private readonly IGateway _gateway;
    private readonly SubmitSender _submits;
    private readonly QuerySender _queries;

    /// <summary>Creates the door. Nothing is sent, and the key is not read before it is needed.</summary>
    public NanoBananaClient(Profile profile, ClientOptions? options = null)
    {
        Profile = profile;
        _options = options ?? new ClientOptions();
        _gateway = Gateways.Find(profile.Provider);
        var sender = new GatewaySender(_options.Http ?? HttpStack.Shared, _gateway, profile, _options.Time);
        _submits = new SubmitSender(sender, _gateway, profile, _options);
        _queries = new QuerySender(sender, _gateway, profile, _options);
    }

    /// <summary>The profile it speaks for.</summary>
    public Profile Profile { get; }

    /// <summary>Checks a request against the capabilities and reads its local files; nothing is sent.</summary>
    /// <exception cref="NanoBananaException">The first thing that is wrong.</exception>
    public PreparedRequest Prepare(ImageRequest request) => RequestValidator.Validate(request, Profile);

    /// <summary>Uploads the local sources and submits. Never throws for what a gateway or the network does.</summary>
    /// <param name="request">A request that this client prepared.</param>
    /// <param name="run">What the submits of a run share.</param>
    /// <param name="uploadProfile">Another profile whose upload target is used, or null.</param>
    /// <param name="stop">Starts nothing new; a submit in flight is awaited for <see cref="ClientOptions.StopGrace"/>.</param>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public Task<SubmitResult> SubmitAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop) =>
        run.GateOf(Profile).PassAsync(request.Target(), () => SubmitNowAsync(request, run, uploadProfile, stop), stop);

    /// <summary>Asks the gateway for the state of a task.</summary>
    /// <exception cref="NanoBananaException">The gateway does not know it, or cannot be reached.</exception>
    public async Task<ImageTask> QueryAsync(ImageTask task, CancellationToken cancellationToken)
    {
        var id = task.Id ?? throw new NanoBananaException(ErrorIds.TaskIdRequired, task.State) { Target = task };
        if (task.State is TaskStates.Succeeded or TaskStates.Failed)
        {
            return task;
        }

        var key = _options.Profiles.Key(Profile);
        var call = _gateway.Query(id, StatusUrl.Trusted(task.StatusUrl, Profile));
        var reply = await _queries.SendAsync(call, key, id, cancellationToken).ConfigureAwait(false);
        var now = _options.Time.GetUtcNow();
        var verdict = Verdict.Of(_gateway, reply);
        if (verdict.IsError)
        {
            return AfterError(task, reply, verdict, key, now);
        }

        var snapshot = _gateway.ReadQuery(reply);
        if (reply.Json.ValueKind is System.Text.Json.JsonValueKind.Undefined)
        {
            throw new NanoBananaException(ErrorIds.UnreadableReply, Profile.Provider, Redaction.Message(reply.Text, key)) { Target = id, Reply = Redaction.Reply(reply.Text, key), HttpStatus = reply.Status };
        }

        return Keep(task.With(snapshot, now), snapshot.UnknownWord);
    }

    /// <summary>Asks for a task of which only the id is known.</summary>
    public Task<ImageTask> GetTaskAsync(string id, CancellationToken cancellationToken)
    {
        var known = TaskRegistry.Process.Find(id, Profile.Name);
        return QueryAsync(known ?? new ImageTask { Id = id, Provider = Profile.Provider, Profile = Profile.Name, State = TaskStates.Pending }, cancellationToken);
    }

    /// <summary>Asks for the balance.</summary>
    /// <exception cref="NanoBananaException"><c>CreditNotOffered</c>, or the gateway says no.</exception>
    public async Task<Credit> GetCreditAsync(CancellationToken cancellationToken)
    {
        var call = _gateway.Credit() ?? throw new NanoBananaException(
            ErrorIds.CreditNotOffered,
            Profile.Provider,
            "Providers that do: " + string.Join(", ", Gateways.Descriptions.Where(each => each.Credit).Select(each => each.Name)) + ".")
        {
            Target = Profile.Name,
        };
        var reply = await _queries.SendAndJudgeAsync(call, _options.Profiles.Key(Profile), Profile.Name, cancellationToken).ConfigureAwait(false);
        return new Credit
        {
            Provider = Profile.Provider,
            Profile = Profile.Name,
            Balance = _gateway.ReadCredit(reply) ?? throw new NanoBananaException(ErrorIds.UnreadableReply, Profile.Provider, "no balance in it.") { Target = Profile.Name },
            Currency = Currencies.Credits,
        };
    }

    /// <summary>Asks the gateway what a request would cost. Only Crun offers it, under two names of the route.</summary>
    /// <exception cref="NanoBananaException"><c>EstimateNotOffered</c>, or the gateway says no.</exception>
    public async Task<Price> EstimateAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        if (_gateway is not CrunGateway)
        {
            throw new NanoBananaException(ErrorIds.EstimateNotOffered, Profile.Provider) { Target = Profile.Name };
        }

        var key = _options.Profiles.Key(Profile);
        var urls = request.Request.Sources.Select(source => source.Url ?? new Uri("https://nanobanana-powershell.invalid/estimate")).ToList();
        NanoBananaException? last = null;
        foreach (var call in CrunGateway.Estimates(request.ToGatewayRequest(urls, intentId: string.Empty)))
        {
            try
            {
                var reply = await _queries.SendAndJudgeAsync(call, key, Profile.Name, cancellationToken).ConfigureAwait(false);
                var price = request.Price();
                return CrunGateway.ReadEstimate(reply) is { } credits
                    ? price with { Amount = credits, Currency = Currencies.Credits, Certainty = Certainties.Estimated, Source = "Crun's estimate of this request", AsOf = _options.Time.GetUtcNow().UtcDateTime }
                    : price;
            }
            catch (NanoBananaException error) when (error.Code is 404)
            {
                last = error;
            }
        }

        throw last!;
    }

    private async Task<SubmitResult> SubmitNowAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        try
        {
            var key = _options.Profiles.Key(Profile);
            var urls = await UploadAsync(request, run, uploadProfile, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            var intentId = Guid.NewGuid().ToString("N");
            var outcome = await _submits.SubmitAsync(request.ToGatewayRequest(urls, intentId), key, request.Target(), stop).ConfigureAwait(false);
            return Land(request, intentId, outcome);
        }
        catch (NanoBananaException error)
        {
            return new SubmitResult(Task: null, error);
        }
    }

    private SubmitResult Land(PreparedRequest request, string intentId, SubmitOutcome outcome)
    {
        var now = _options.Time.GetUtcNow();
        switch (outcome.Landing)
        {
            case Landing.Accepted:
                var accepted = request.ToTask(TaskStates.Pending, intentId) with { SubmittedAt = now };
                return new SubmitResult(Keep(accepted.With(outcome.Snapshot!, now), outcome.Snapshot!.UnknownWord), Error: null);
            case Landing.Unknown:
                var failure = new TaskFailure
                {
                    Reason = outcome.Error!.ErrorId,
                    Code = outcome.Error.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Message = outcome.Error.Message,
                    MayHaveBeenCharged = true,
                };
                var unknown = request.ToTask(TaskStates.Unknown, intentId) with { SubmittedAt = now, Failure = failure };
                return new SubmitResult(Keep(unknown, unknownWord: null), outcome.Error);
            default:
                return new SubmitResult(Task: null, outcome.Error);
        }
    }

    private async Task<IReadOnlyList<Uri>> UploadAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var urls = new List<Uri>(request.Files.Count);
        for (var i = 0; i < request.Files.Count; i++)
        {
            urls.Add(request.Files[i] is { } file
                ? await UploadAsync(file, run, uploadProfile, stop).ConfigureAwait(false)
                : request.Request.Sources[i].Url!);
        }

        return urls;
    }

    private Task<Uri> UploadAsync(SourceFile file, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var lender = uploadProfile is null ? Profile : _options.Profiles.Resolve(uploadProfile);
        return run.Uploads.GetOrUploadAsync(file, UploadTargets.Find(lender, file.Original, _options), stop);
    }

    private ImageTask AfterError(ImageTask task, GatewayReply reply, Verdict verdict, Secret key, DateTimeOffset now)
    {
        if (verdict.Code is 404 or 422 && now - task.SubmittedAt < VisibilityGrace)
        {
            return task;
        }

        // while polling, these codes in an envelope speak of the task, not of the call (docs.kie.ai, get-task-detail)
        if (verdict.InEnvelope && verdict.Code is 408 or 501)
        {
            var code = verdict.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Keep(task.With(new TaskSnapshot { State = TaskStates.Failed, FailureCode = code, FailureMessage = verdict.Text }, now), unknownWord: null);
        }

        throw StatusErrors.From(verdict, reply, Profile, key, task.Id);
    }

    private ImageTask Keep(ImageTask task, string? unknownWord)
    {
        if (unknownWord is not null && NamedWords.TryAdd(Profile.Provider + unknownWord, 0))
        {
            _options.Log?.Warning($"{Profile.Provider} uses the state '{Redaction.Message(unknownWord, key: null)}', which this version does not know; the task counts as running.");
        }

        if (task.State is TaskStates.Succeeded && task.Images.Count < task.Count)
        {
            _options.Log?.Warning($"{Profile.Provider} gave {task.Images.Count} of the {task.Count} images that were asked for in task {task.Id}.");
        }

        TaskRegistry.Process.Put(task);
        return task;
    }
}
