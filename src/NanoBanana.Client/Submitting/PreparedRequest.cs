using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Submitting;

/// <summary>A request that passed every check; its local files are still to be uploaded.</summary>
public sealed record PreparedRequest
{
    internal PreparedRequest()
    {
    }

    /// <summary>What the user wants.</summary>
    public required ImageRequest Request { get; init; }

    /// <summary>The model that will make it.</summary>
    public required ModelCapabilities Model { get; init; }

    /// <summary>The profile it was checked for.</summary>
    public required Profile Profile { get; init; }

    /// <summary>What the user should know before it is sent.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What a verbose run tells.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal string? AspectRatio { get; init; }

    internal string? OutputFormat { get; init; }

    internal string? Resolution { get; init; }

    internal int? Count { get; init; }

    internal Uri? CallbackUrl { get; init; }

    /// <summary>One entry a source, in order: the file, or null for a URL.</summary>
    internal IReadOnlyList<SourceFile?> Files { get; init; } = [];

    /// <summary>What it costs as far as the documents say.</summary>
    public Price Price()
    {
        var first = Files.Count > 0 ? Files[0] : null;
        return PriceBook.WithProfile(PriceBook.For(Model, AspectRatio, Count ?? 1, first?.OrientedSize()), Profile);
    }

    /// <summary>The task that it would become: the rehearsal that <c>-WhatIf</c> emits.</summary>
    public ImageTask Plan() => ToTask(TaskStates.Planned, intentId: null);

    /// <summary>The item in a few words, for errors.</summary>
    internal object Target() => Request.Sources.Count > 0 ? Request.Sources[0].Original : Request.Prompt;

    internal GatewayRequest ToGatewayRequest(IReadOnlyList<Uri> imageUrls, string intentId) => new()
    {
        Model = Model,
        Prompt = Request.Prompt,
        ImageUrls = imageUrls,
        AspectRatio = AspectRatio,
        OutputFormat = OutputFormat,
        Resolution = Resolution,
        Count = Count,
        Watermark = Request.Watermark,
        CallbackUrl = CallbackUrl,
        Inline = Request.Inline,
        DisableSafetyCheck = Request.DisableSafetyCheck,
        Options = Request.Options,
        IntentId = intentId,
    };

    internal ImageTask ToTask(string state, string? intentId) => new()
    {
        Provider = Model.Provider,
        Profile = Profile.Name,
        Model = Model.Model,
        Operation = Model.Operation,
        State = state,
        Prompt = Request.Prompt,
        Source = [.. Request.Sources.Select(source => source.Original)],
        AspectRatio = AspectRatio,
        OutputFormat = OutputFormat,
        Count = Count ?? 1,
        Cost = Price().ToCost(),
        IntentId = intentId,
    };
}
