using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Submitting;

/// <summary>A request that passed every check; its local files are still to be uploaded.</summary>
public sealed record PreparedRequest
{
    private Price? _price;

    internal PreparedRequest(TaskSubmitter submitter) => Submitter = submitter;

    /// <summary>The request of the user.</summary>
    public required ImageRequest Request { get; init; }

    /// <summary>The row of the model that will be used.</summary>
    public required ModelCapabilities Model { get; init; }

    /// <summary>The profile it was checked for.</summary>
    public required Profile Profile { get; init; }

    /// <summary>Warnings for the user before it is sent.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Details for verbose output.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The request as it goes to the gateway: with the defaults filled in, and without what the gateway ignores.</summary>
    internal ImageRequest Sent { get; init; } = new();

    /// <summary>The providers that were named, if several were: together they identify the work, whichever accepts it.</summary>
    internal IReadOnlyList<string>? Providers { get; init; }

    /// <summary>What it shares with the other gateways that may accept it; null if there is only this one.</summary>
    internal SharedClaim? Shared { get; init; }

    /// <summary>The gateways that were tried before this one.</summary>
    internal IReadOnlyList<TaskAttempt> Tried { get; init; } = [];

    /// <summary>One entry for each image of the request, in order: the file, or null for a URL.</summary>
    internal IReadOnlyList<SourceFile?> Files { get; init; } = [];

    /// <summary>The way to the gateway of the profile that it was checked for: it cannot be sent to another one.</summary>
    internal TaskSubmitter Submitter { get; }

    /// <summary>Uploads the local sources and submits. Errors of the gateway and the network are in the result.</summary>
    /// <param name="run">What the submits of a run share.</param>
    /// <param name="uploadProfile">Another profile whose upload target is used, or null.</param>
    /// <param name="stop">Starts nothing new; a request in flight is waited for, for <see cref="ClientOptions.StopGrace"/>.</param>
    /// <returns>The accepted task, or the error.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public Task<SubmitResult> SubmitAsync(SubmitRun run, string? uploadProfile, CancellationToken stop) =>
        Submitter.SubmitAsync(this, run, uploadProfile, stop);

    /// <summary>What the request costs, as far as it is documented or set by the user. It is computed once.</summary>
    /// <returns>The price with its source and date.</returns>
    public Price Price() => _price ??= PriceList.WithOptions(
        PriceList.WithProfile(
            PriceList.For(Model, Sent.AspectRatio, Sent.Count ?? 1, Files.Count > 0 ? Files[0]?.OrientedSize() : null, Sent.Resolution),
            Model,
            Profile),
        Request);

    /// <summary>Names the piece of work: two requests with the same key are the same work.</summary>
    internal string WorkKey() => Submitting.WorkKey.Of(
        Request,
        [.. Request.Sources.Select((source, index) => Submitting.WorkKey.Content(source, Files[index]))],
        [.. Request.References.Select((source, index) => Submitting.WorkKey.Content(source, Files[Request.Sources.Count + index]))],
        Providers ?? [Profile.Provider],
        Submitting.WorkKey.InstanceOf(Profile));

    /// <summary>The task that the request would become, for <c>-WhatIf</c>.</summary>
    /// <returns>A task in the state <see cref="TaskStates.Planned"/>.</returns>
    public ImageTask Plan() => ToTask(TaskStates.Planned, intentId: null) with { SourceSha256 = [.. Files.Select(file => file?.Sha256 ?? string.Empty)] };

    /// <summary>The item in a few words, for errors.</summary>
    internal object Target() => Request.Sources.Count > 0 ? Request.Sources[0] : Request.Prompt;

    internal GatewayRequest ToGatewayRequest(IReadOnlyList<Uri> imageUrls, string intentId) => new()
    {
        Model = Model,
        Request = Sent,
        ImageUrls = imageUrls,
        IntentId = intentId,
    };

    internal ImageTask ToTask(string state, string? intentId) => new()
    {
        Provider = Model.Provider,
        Profile = Profile.Name,
        Model = Model.Model,
        Operation = Model.Operation,
        State = state,
        Request = Request,
        Defaults = Defaults(),
        Cost = Price().ToCost(),
        IntentId = intentId,
        Attempts = Tried,
    };

    // a partial request: only what was not asked for
    private ImageRequest? Defaults()
    {
        var ratio = Request.AspectRatio is null ? Sent.AspectRatio : null;
        var format = Request.OutputFormat is null ? Sent.OutputFormat : null;
        var resolution = Request.Resolution is null ? Sent.Resolution : null;
        return ratio is null && format is null && resolution is null ? null : new ImageRequest { AspectRatio = ratio, OutputFormat = format, Resolution = resolution };
    }
}
