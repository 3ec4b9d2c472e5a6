using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Finds the images of one record, and how many tasks they make.</summary>
internal sealed class RecordImages(IImageParameters bound, Func<string, bool> isOnCommandLine, Func<string, bool> isDelayed)
{
    /// <summary>The parameters that name images.</summary>
    public static readonly string[] Parameters = ["Path", "LiteralPath", "ImageUrl"];

    /// <summary>The columns that name images.</summary>
    public static readonly string[] Columns = ["Path", "LiteralPath", "PSPath", "FullName", "ImageUrl"];

    private readonly PathResolver _paths = new(bound.Cmdlet);

    /// <summary>True if the pipeline brought an image.</summary>
    public bool ArePiped => IsPiped(nameof(bound.Path), bound.Path)
        || IsPiped(nameof(bound.LiteralPath), bound.LiteralPath)
        || IsPiped(nameof(bound.ImageUrl), bound.ImageUrl);

    /// <summary>An array inside one record is one group; arrays on the command line are one group for each element.</summary>
    /// <param name="refused">Takes the error of an image; the others continue.</param>
    public IReadOnlyList<ImageGroup> Read(Action<NanoBananaException> refused)
    {
        var groups = new List<ImageGroup>();
        foreach (var (parameter, items) in Named())
        {
            var found = items.Select(item => Try(item, refused)).OfType<ImageGroup>().ToList();
            if (!isOnCommandLine(parameter) && items.Count > 1)
            {
                // a task of some of its images is not what the record asks for
                groups.AddRange(found.Count == items.Count ? [new ImageGroup(found.SelectMany(each => each))] : []);
            }
            else
            {
                groups.AddRange(found.SelectMany(Split));
            }
        }

        return groups;
    }

    /// <summary>The values of a parameter that count: an empty cell of a CSV file means no image; on the command line it is a mistake.</summary>
    public IReadOnlyList<T>? Given<T>(string parameter, T[]? items)
        where T : notnull =>
        isOnCommandLine(parameter) ? items : IsDisplaced(parameter) ? null : items?.Where(each => !string.IsNullOrWhiteSpace(each?.ToString())).ToList();

    private static ImageGroup? Try(Func<ImageGroup> item, Action<NanoBananaException> refused)
    {
        try
        {
            return item();
        }
        catch (NanoBananaException error)
        {
            refused(error);
            return null;
        }
    }

    // a wildcard means many items, a task for one
    private static IEnumerable<ImageGroup> Split(ImageGroup found) => found.IsOneTask ? [found] : found.Select(each => new ImageGroup([each]));

    private IEnumerable<(string Parameter, IReadOnlyList<Func<ImageGroup>> Items)> Named()
    {
        if (Given(nameof(bound.Path), bound.Path) is { Count: > 0 } paths)
        {
            yield return (nameof(bound.Path), [.. paths.Select<ImageInput, Func<ImageGroup>>(each => () => Images(each, isOnCommandLine(nameof(bound.Path))))]);
        }

        // a piped file binds to -Path as itself and to -LiteralPath by its PSPath: it is one image all the same
        if (Given(nameof(bound.LiteralPath), bound.LiteralPath) is { Count: > 0 } literals && (isOnCommandLine(nameof(bound.LiteralPath)) || isDelayed(nameof(bound.LiteralPath)) || bound.Path is null or [] || isOnCommandLine(nameof(bound.Path))))
        {
            yield return (nameof(bound.LiteralPath), [.. literals.Select<string, Func<ImageGroup>>(each => () => [_paths.Literal(each)])]);
        }

        if (Given(nameof(bound.ImageUrl), bound.ImageUrl) is { Count: > 0 } urls)
        {
            yield return (nameof(bound.ImageUrl), [.. urls.Select<string, Func<ImageGroup>>(each => () => [SourceImage.FromUrl(each)])]);
        }
    }

    // -ImageUrl { ... } names the image, with -AsPrompt a piped line is a prompt, and a number is not an image: other parameters that they would bind to are ignored
    private bool IsDisplaced(string parameter) =>
        !isDelayed(parameter) && (Parameters.Any(isDelayed) || bound.InputObject?.BaseObject is ValueType || (bound.AsPrompt && bound.InputObject?.BaseObject is string));

    private bool IsPiped<T>(string parameter, T[]? items)
        where T : notnull =>
        !isOnCommandLine(parameter) && Given(parameter, items) is { Count: > 0 };

    private ImageGroup Images(ImageInput input, bool isPattern) => input switch
    {
        { Task: { } task } => Images(task),
        { LiteralPath: { } path } => [_paths.Literal(path)],
        { Url: { } url } => [SourceImage.FromUrl(url)],
        _ when isPattern => new ImageGroup(_paths.Expand(input.Path!)),
        _ => new ImageGroup(OfRecord(input.Path!)),
    };

    private IEnumerable<SourceImage> OfRecord(string path)
    {
        try
        {
            return _paths.OfRecord(path);
        }
        catch (NanoBananaException error) when (error.ErrorId is ErrorIds.ImageNotFound && bound.InputObject?.BaseObject is string && !bound.AsPrompt)
        {
            throw new NanoBananaException(ErrorIds.ImageNotFound, error, path, " Piped text is used as the path of an image. Add -AsPrompt if each line is a prompt.") { Target = path };
        }
    }

    private ImageGroup Images(ImageTask task) => task switch
    {
        _ when bound.Retake => Again(Retaken(task)),
        { State: TaskStates.Succeeded } => new ImageGroup(task.Images.Select(image => SourceImage.FromUrl(image.Url))) { IsOneTask = true, Tag = task.Tag },

        // its sources were lost on the way: it must not become a text to image
        { Operation: Operations.Edit, Request: null or { Operation: Operations.Generate } } => throw Without(task),
        { State: TaskStates.Planned } => Again(Unchanged(task)),
        { State: TaskStates.Failed } => Again(task.Request ?? new ImageRequest()),
        _ => throw Without(task),
    };

    private static ImageRequest Retaken(ImageTask task) => task switch
    {
        { State: not (TaskStates.Succeeded or TaskStates.Failed) } => throw new NanoBananaException(ErrorIds.TaskNotReady, task, task.State) { Target = task },
        { Request: null } => throw new NanoBananaException(ErrorIds.RequestIncomplete, "the request") { Target = task },
        { Request: { } request } => request with { Take = (request.Take ?? 1) + 1, TakeOf = request.TakeOf ?? task.IntentId ?? task.Id },
    };

    // what is paid for is what was planned
    private ImageRequest Unchanged(ImageTask task)
    {
        var request = task.Request ?? new ImageRequest();
        foreach (var (source, hash) in request.Sources.Concat(request.References).Zip(task.SourceSha256, (source, hash) => (source, hash)))
        {
            if (hash.Length > 0 && FromText(source).Path is { } path && !string.Equals(HashOf(path), hash, StringComparison.OrdinalIgnoreCase))
            {
                throw new NanoBananaException(ErrorIds.SourceChanged, path) { Target = task };
            }
        }

        return request;
    }

    private static string HashOf(string path)
    {
        try
        {
            return ContentHash.OfFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.ImageUnreadable, error, path, error.Message) { Target = path };
        }
    }

    private static NanoBananaException Without(ImageTask task) => new(ErrorIds.TaskHasNoImages, task, task.State) { Target = task };

    private ImageGroup Again(ImageRequest request)
    {
        IReadOnlyList<SourceImage> sources = [.. request.Sources.Select(FromText)];
        return new ImageGroup(sources)
        {
            IsOneTask = true,
            Again = request with { Sources = [.. sources.Select(each => each.Original)], References = [.. request.References.Select(each => FromText(each).Original)] },
        };
    }

    private SourceImage FromText(string source) =>
        source.Contains("://") ? SourceImage.FromUrl(source) : _paths.Literal(source);
}
