namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>What is written into an image of how it was made.</summary>
/// <param name="TaskId">The gateway's id; empty if there is none.</param>
/// <param name="Provider">The gateway.</param>
/// <param name="Prompt">The prompt; empty if it is not known.</param>
/// <param name="SourceType">A term of https://cv.iptc.org/newscodes/digitalsourcetype.</param>
internal sealed record ImageDescription(string TaskId, string Provider, string Prompt, string SourceType)
{
    private const string Terms = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    /// <summary>The keyword of PNG for what an image shows; viewers know it.</summary>
    private const string PromptName = "Description";

    public static ImageDescription Of(ImageTask task) => new(
        Clean(task.Id),
        Clean(task.Provider),
        Clean(task.Prompt),
        Terms + (task.Source.Count > 0 ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia"));

    /// <summary>Names and texts; the prompt last, since it may have several lines.</summary>
    public IEnumerable<KeyValuePair<string, string>> Entries(string promptName = PromptName) =>
        new KeyValuePair<string, string>[] { new("TaskId", TaskId), new("Provider", Provider), new(promptName, Prompt) }.Where(each => each.Value.Length > 0);

    private static string Clean(string? text) => (text ?? string.Empty).Replace("\0", string.Empty);
}
