using System.Text.Json;

namespace NanoBanana.Client.Gateways;

/// <summary>The request as a gateway repeats it in the state of a task.</summary>
internal sealed record RequestEcho(
    string? Model,
    string? Prompt,
    IReadOnlyList<string> Sources,
    string? AspectRatio,
    string? OutputFormat)
{
    /// <summary>Reads <c>{model, input:{…}}</c>; some gateways write <c>input</c> as text once more.</summary>
    public static RequestEcho? Read(JsonElement param, string? model)
    {
        var request = param.AsEmbeddedJson();
        if (request.ValueKind != JsonValueKind.Object)
        {
            return model is null ? null : new RequestEcho(model, Prompt: null, [], AspectRatio: null, OutputFormat: null);
        }

        var nested = request.Member("input").AsEmbeddedJson();
        var input = nested.ValueKind == JsonValueKind.Object ? nested : request;
        return new RequestEcho(
            request.Member("model").AsText() ?? model,
            input.Member("prompt").AsLines(),
            [.. input.FirstMember("image_urls", "img_urls", "imageUrls", "image_input").Items().Select(item => item.AsLink()).Where(IsLink).OfType<string>()],
            input.FirstMember("image_size", "aspect_ratio", "aspectRatio").AsText(),
            input.FirstMember("output_format", "outputFormat").AsText());
    }

    // an echo comes from the gateway: a path in it would be a file of this machine, to be uploaded or shown
    private static bool IsLink(string? source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var url) && url!.Scheme is "https" or "http";
}
