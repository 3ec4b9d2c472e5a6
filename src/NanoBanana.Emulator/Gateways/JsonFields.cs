using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Inputs;

namespace NanoBanana.Emulation.Gateways;

/// <summary>
/// Reads a request's fields strictly. What is wrong becomes a refusal in the gateway's own words; fields that no
/// document names are skipped, as the gateways do.
/// </summary>
internal sealed class JsonFields(JsonObject json, Func<string, FieldProblem, string, Refusal> refuse)
{
    public JsonObject Json { get; } = json;

    public string Text(string name, int maxLength = int.MaxValue)
    {
        var text = OptionalText(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw refuse(name, FieldProblem.Missing, "is required");
        }

        return text!.Length <= maxLength
            ? text
            : throw refuse(name, FieldProblem.NotAllowed, $"is longer than {maxLength} characters");
    }

    public string Text(string name, int minLength, int maxLength)
    {
        var text = Text(name, maxLength);
        return text.Length >= minLength
            ? text
            : throw refuse(name, FieldProblem.NotAllowed, $"is shorter than {minLength} characters");
    }

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        { } node when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>(),
        _ => throw refuse(name, FieldProblem.WrongType, "should be a string"),
    };

    public string OneOf(string name, IReadOnlyList<string> allowed, string fallback) => OneOf(name, allowed) ?? fallback;

    public string? OneOf(string name, IReadOnlyList<string> allowed)
    {
        var text = OptionalText(name);
        return text is null || text.IsAnyOf(allowed)
            ? text
            : throw refuse(name, FieldProblem.NotAllowed, "should be " + Choice(allowed));
    }

    public bool Flag(string name, bool fallback = false) => Find(name) switch
    {
        null => fallback,
        { } node when node.GetValueKind() is JsonValueKind.True or JsonValueKind.False => node.GetValue<bool>(),
        _ => throw refuse(name, FieldProblem.WrongType, "should be true or false"),
    };

    public int Integer(string name, int min, int max, int fallback)
    {
        if (Find(name) is not { } node)
        {
            return fallback;
        }

        if (node.GetValueKind() != JsonValueKind.Number || !node.AsValue().TryGetValue(out int number))
        {
            throw refuse(name, FieldProblem.WrongType, "should be an integer");
        }

        return number >= min && number <= max
            ? number
            : throw refuse(name, FieldProblem.NotAllowed, $"should be between {min} and {max}");
    }

    public decimal Amount(string name) =>
        Find(name) is { } node && node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out decimal amount)
            ? amount
            : throw refuse(name, FieldProblem.WrongType, "should be a number");

    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is JsonArray array && array.All(node => node?.GetValueKind() == JsonValueKind.String)
            ? [.. array.Select(node => node!.GetValue<string>())]
            : throw refuse(name, FieldProblem.WrongType, "should be an array of strings");

    public IReadOnlyList<string> OptionalTexts(string name) => Find(name) is null ? [] : Texts(name);

    public JsonFields Object(string name) => Find(name) switch
    {
        null => throw refuse(name, FieldProblem.Missing, "is required"),
        JsonObject inner => new JsonFields(inner, (field, problem, detail) => refuse(name + "." + field, problem, detail)),
        _ => throw refuse(name, FieldProblem.WrongType, "should be an object"),
    };

    /// <summary>Image URLs: https, or http to this machine. Data URIs and other schemes are refused.</summary>
    public IReadOnlyList<Uri> Images(string name, int min, int max = int.MaxValue, bool refusesEmpty = false)
    {
        var array = Find(name) switch
        {
            null => [],
            JsonArray found => found,
            _ => throw refuse(name, FieldProblem.WrongType, "should be an array of URLs"),
        };
        if (array.Count < min || (refusesEmpty && array.Count == 0 && Find(name) is not null))
        {
            throw refuse(name, FieldProblem.Missing, "is required");
        }

        return array.Count <= max
            ? [.. array.Select(node => Image(name, node))]
            : throw refuse(name, FieldProblem.NotAllowed, $"has more than {max} images");
    }

    /// <summary>A callback address: any http or https URL; null if the field is missing.</summary>
    public Uri? Callback(string name)
    {
        var text = OptionalText(name);
        return string.IsNullOrWhiteSpace(text) ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var uri) && Loopback.IsWeb(uri) ? uri
            : throw refuse(name, FieldProblem.NotAllowed, "should be an http or https URL");
    }

    private Uri Image(string name, JsonNode? node)
    {
        if (node is null || node.GetValueKind() != JsonValueKind.String)
        {
            throw refuse(name, FieldProblem.WrongType, "should hold strings only");
        }

        return Uri.TryCreate(node.GetValue<string>(), UriKind.Absolute, out var uri)
            && Loopback.IsWeb(uri) && (Uri.UriSchemeHttps.Is(uri.Scheme) || uri.IsLoopback)
            ? uri
            : throw refuse(name, FieldProblem.NotAllowed, "should hold public https URLs");
    }

    private JsonNode? Find(string name) => Json.TryGetPropertyValue(name, out var node) ? node : null;

    private static string Choice(IReadOnlyList<string> allowed) =>
        string.Join(", ", allowed.Take(allowed.Count - 1).Select(value => $"'{value}'"))
        + (allowed.Count > 1 ? " or " : "") + $"'{allowed[allowed.Count - 1]}'";
}
