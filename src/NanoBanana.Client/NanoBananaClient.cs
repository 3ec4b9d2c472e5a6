using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Store;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client;

/// <summary>One profile at its gateway. Cheap to create, safe for several threads.</summary>
public sealed class NanoBananaClient
{
    private readonly ClientOptions _options;
    private readonly IGateway _gateway;
    private readonly QuerySender _queries;
    private readonly TaskSubmitter _submitter;
    private readonly TaskQuery _query;

    /// <summary>Creates the client. Nothing is sent, and the key is read only when it is needed.</summary>
    /// <param name="profile">The account at a gateway.</param>
    /// <param name="options">What the client needs from its host; null for the defaults.</param>
    /// <exception cref="NanoBananaException"><c>UnknownProvider</c>: no gateway has the name of the profile's provider.</exception>
    public NanoBananaClient(Profile profile, ClientOptions? options = null)
    {
        Profile = profile;
        _options = options ?? new ClientOptions();
        _gateway = GatewayRegistry.Find(profile.Provider);
        var sender = new GatewaySender(_options.Http ?? HttpStack.For(profile), _gateway, profile, _options.Time, _options.Log);
        _queries = new QuerySender(sender, _gateway, profile, _options);
        _query = new TaskQuery(profile, _gateway, _queries, _options);
        _submitter = new TaskSubmitter(profile, _gateway, new SubmitSender(sender, _gateway, profile, _options), _query, _options);
    }

    /// <summary>Its profile.</summary>
    public Profile Profile { get; }

    /// <summary>Checks a request against the capabilities of the model and reads its local files. Nothing is sent.</summary>
    /// <param name="request">What to make.</param>
    /// <returns>The request with its checked files, which can be submitted.</returns>
    /// <exception cref="NanoBananaException">The first problem of the request.</exception>
    public PreparedRequest Prepare(ImageRequest request)
    {
        var prepared = RequestValidator.Validate(request, Profile, _options.CallbackUrl?.Invoke(Profile.Provider), _submitter);
        var isChosen = request.Model is not null || (Profile.Model is { } model && prepared.Model.IsCalled(model));
        return _options.ModelNotices?.For(prepared.Model, isChosen, Profile.Name, Profile.IsLoopback(), _options.Time.GetUtcNow()) is { } notice
            ? prepared with { Warnings = [.. prepared.Warnings, notice] }
            : prepared;
    }

    /// <summary>Uploads a local image without submitting a task.</summary>
    /// <param name="image">A local file.</param>
    /// <param name="run">What the uploads of a run share.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The address that a gateway can download the image from.</returns>
    /// <exception cref="NanoBananaException">The file is not an image that the gateway accepts, or the upload failed.</exception>
    public async Task<UploadedImage> UploadAsync(SourceImage image, SubmitRun run, CancellationToken cancellationToken)
    {
        var file = SourceFile.Open(image, ModelCatalog.Find(Profile.Provider, model: null, Operations.Edit), run.Fit);
        foreach (var flaw in file.Facts.Flaws)
        {
            _options.Log?.Warning($"{file.Original}: decoders read it although {flaw}.");
        }

        var (link, sent) = await new Uploader(_options).UploadAsync(file, Profile, run.Uploads, run.StripMetadata, cancellationToken).ConfigureAwait(false);
        return new UploadedImage { Path = image.Original, Url = link.Url.AbsoluteUri, Sha256 = sent.Sha256, ExpiresAt = link.ExpiresAt };
    }

    /// <summary>Queries the state of a task. Transport errors and 5xx are tried again.</summary>
    /// <param name="task">An accepted task.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The task in its current state.</returns>
    /// <exception cref="NanoBananaException">The gateway does not know it, or cannot be reached.</exception>
    public Task<ImageTask> QueryAsync(ImageTask task, CancellationToken cancellationToken) => _query.QueryAsync(task, cancellationToken);

    /// <summary>Queries the state of a task once, for a <c>TaskWatcher</c>, which queries again at the time that the gateway gives, while its other tasks continue.</summary>
    /// <param name="task">An accepted task.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The task in its current state.</returns>
    /// <exception cref="NanoBananaException">The gateway does not know the task, cannot be reached now, or asks to wait.</exception>
    public Task<ImageTask> QueryOnceAsync(ImageTask task, CancellationToken cancellationToken) => _query.QueryOnceAsync(task, cancellationToken);

    /// <summary>Queries a task of which only the id is known.</summary>
    /// <param name="id">The id at the gateway.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The task as the gateway reports it.</returns>
    /// <exception cref="NanoBananaException">The gateway does not know the task, or cannot be reached.</exception>
    public Task<ImageTask> GetTaskAsync(string id, CancellationToken cancellationToken) =>
        QueryAsync(new ImageTask { Id = id, Provider = Profile.Provider, Profile = Profile.Name, State = TaskStates.Pending }, cancellationToken);

    /// <summary>Queries the balance, and records it in the store for statements.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The balance in the unit of the gateway.</returns>
    /// <exception cref="NanoBananaException"><c>CreditNotOffered</c>, or the gateway refuses the query.</exception>
    public async Task<Credit> GetCreditAsync(CancellationToken cancellationToken)
    {
        var gateway = _gateway as ICreditQuery ?? throw new NanoBananaException(
            ErrorIds.CreditNotOffered,
            Profile.Provider,
            "Providers that document one: " + string.Join(", ", GatewayRegistry.Descriptions.Where(each => each.Credit).Select(each => each.Name)) + ".")
        {
            Target = Profile.Name,
        };
        var reply = await _queries.SendAndJudgeAsync(gateway.Credit(), await _options.Profiles.KeyAsync(Profile, cancellationToken).ConfigureAwait(false), Profile.Name, cancellationToken).ConfigureAwait(false);
        var credit = new Credit
        {
            Provider = Profile.Provider,
            Profile = Profile.Name,
            Balance = gateway.ReadCredit(reply) ?? throw new NanoBananaException(ErrorIds.UnreadableReply, Profile.Provider, "it contains no balance.") { Target = Profile.Name },
            Currency = Currencies.Credits,
        };
        await KeepAsync(credit, cancellationToken).ConfigureAwait(false);
        return credit;
    }

    // a statement compares what was charged with these; a store that cannot be used does not hide a balance
    private async Task KeepAsync(Credit credit, CancellationToken cancellationToken)
    {
        try
        {
            await (_options.Journal?.Store.KeepCreditAsync(new CreditSnapshot(Profile.Account(), _options.Time.GetUtcNow(), credit.Balance, credit.Currency), cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            _options.Log?.Verbose($"The balance of {Profile.Name} was not recorded for statements. {error.Message}");
        }
    }

    /// <summary>Tests the key with a free request to the gateway: its balance, or else a query of a task that does not exist.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What was proved and what was not.</returns>
    /// <exception cref="NanoBananaException">There is no key, it cannot be read, or the gateway rejects it or cannot be reached.</exception>
    public async Task<ProfileTest> TestAsync(CancellationToken cancellationToken)
    {
        var key = await _options.Profiles.KeyAsync(Profile, cancellationToken).ConfigureAwait(false);
        if (_gateway is ICreditQuery)
        {
            return ProfileTest.Proven(Profile, await GetCreditAsync(cancellationToken).ConfigureAwait(false));
        }

        var reply = await _queries.SendAsync(_gateway.Query(new TaskHandle(ProfileTest.NoTask)), key, Profile.Name, cancellationToken).ConfigureAwait(false);
        var replyStatus = ReplyStatus.Of(_gateway, reply);
        return replyStatus.IsError && replyStatus.Code is not (400 or 404 or 422)
            ? throw StatusErrors.From(replyStatus, reply, Profile, key, Profile.Name, _options.Time)
            : ProfileTest.NotRefused(Profile);
    }

    /// <summary>Queries from the gateway what a request would cost. Few gateways offer this.</summary>
    /// <param name="request">A request that this client prepared.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>An estimated price in the unit of the gateway.</returns>
    /// <exception cref="NanoBananaException"><c>EstimateNotOffered</c>, or the gateway refuses the query.</exception>
    public async Task<Price> EstimateAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        if (_gateway is not IPriceEstimate gateway)
        {
            throw new NanoBananaException(ErrorIds.EstimateNotOffered, Profile.Provider) { Target = Profile.Name };
        }

        var key = await _options.Profiles.KeyAsync(Profile, cancellationToken).ConfigureAwait(false);
        var urls = request.Request.Images().Select(each => SourceImage.Of(each).Url ?? ReservedUrls.NotUploaded).ToList();
        NanoBananaException? last = null;
        foreach (var call in gateway.Estimates(request.ToGatewayRequest(urls, intentId: string.Empty)))
        {
            try
            {
                var reply = await _queries.SendAndJudgeAsync(call, key, Profile.Name, cancellationToken).ConfigureAwait(false);
                var price = request.Price();
                return gateway.ReadEstimate(reply) is { } credits
                    ? price with
                    {
                        Amount = credits,
                        Currency = Currencies.Credits,
                        Certainty = Certainties.Estimated,
                        Source = $"estimate of {Profile.Provider} for this request",
                        AsOf = _options.Time.GetUtcNow().UtcDateTime,
                    }
                    : price;
            }
            catch (NanoBananaException error) when (error.Code is 404)
            {
                last = error;
            }
        }

        throw last!;
    }
}
