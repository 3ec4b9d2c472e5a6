using System.Text.RegularExpressions;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Recognizes the message of a gateway that it does not have the model (Pixazo: <c>Model 'nano-banana' not found or is disabled</c>, AIGPTImage:
/// <c>model is not supported</c>, the kie.ai family: <c>The model name you specified is not supported</c>), and names the models of it that this version knows.
/// </summary>
internal static class UnknownModel
{
    private static readonly Regex Words = new(
        @"\bmodel( name| id)?( (that )?(you|was) (specified|requested|provided|given|sent))?\s*[:'""“`]*\s*([\w./-]{1,100})?['""”`]*\s*(is |was |does )?(not found|not supported|not exist|not available|no longer|unsupported|unknown|disabled|retired|deprecated)|\b(unknown|unsupported|invalid|no such) model\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>True if the gateway refuses the request because of the model.</summary>
    public static bool Is(ReplyStatus status) => status.Code is 400 or 404 or 410 or 422 && Words.IsMatch(status.Text);

    /// <summary>The error instead of <paramref name="error"/>, with what it knows.</summary>
    public static NanoBananaException From(NanoBananaException error, ReplyStatus status, ModelCapabilities model, Secret key)
    {
        var models = ModelCatalog.Of(model.Provider).Where(row => string.Equals(row.Operation, model.Operation, StringComparison.Ordinal)).Select(row => row.Model).Distinct(StringComparer.Ordinal);
        return new NanoBananaException(ErrorIds.ModelNotFound, error, model.Provider, model.Model, Redaction.Message(status.Text, key).TrimEnd('.'), model.Operation, string.Join(", ", models))
        {
            Target = error.Target,
            Provider = error.Provider,
            Profile = error.Profile,
            HttpStatus = error.HttpStatus,
            Code = error.Code,
            Reply = error.Reply,
        };
    }
}
