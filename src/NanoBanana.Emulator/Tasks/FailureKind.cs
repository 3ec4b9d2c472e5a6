namespace NanoBanana.Emulation.Tasks;

/// <summary>Why a task fails; each gateway has its own codes for it.</summary>
internal enum FailureKind
{
    /// <summary>The prompt was refused by moderation.</summary>
    ContentRefused,

    /// <summary>An input image could not be fetched, or is not an image.</summary>
    BadInput,

    /// <summary>The model failed.</summary>
    GenerationFailed,
}
