namespace NanoBanana.Emulation.Tasks;

/// <summary>A failure that ends a task; none of them is charged.</summary>
internal sealed record TaskFailure(FailureKind Kind, string Message)
{
    public static readonly TaskFailure Refused = new(
        FailureKind.ContentRefused, "Your prompt was flagged as violating content policies.");

    public static readonly TaskFailure Internal = new(
        FailureKind.GenerationFailed, "Image generation failed, please try again later.");
}
