namespace NanoBanana.Client.Gateways;

/// <summary>Compares the model that a reply names with the one that was asked for. Gateways name it by their own id, by its family, or by Google's name.</summary>
internal static class ReportedModel
{
    private static readonly string[] Lanes = ["async", "batch"];

    /// <summary>True if the reply names another model than the task has.</summary>
    /// <param name="task">The task.</param>
    /// <param name="named">The model that the reply names.</param>
    public static bool IsOther(ImageTask task, string? named)
    {
        if (named is null || task.Model is null || Names(task.Model, named))
        {
            return false;
        }

        return ModelCatalog.FindOf(task) is not { } row
            || !(Means(row, named) || ModelCatalog.Of(task.Provider).Any(other => Means(other, named) && Same(other.Family, row.Family)));
    }

    private static bool Means(ModelCapabilities row, string named) => Names(row.Model, named) || Same(row.Family, named) || Same(row.GoogleModel, named);

    // google/nano-banana-2, nano-banana-2, nano-banana-2-batch
    private static bool Names(string model, string named) =>
        Same(model, named) || Same(LastPart(model), LastPart(named)) || Lanes.Any(lane => Same(LastPart(model) + "-" + lane, LastPart(named)));

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('/') + 1);

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
