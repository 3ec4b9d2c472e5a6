using System.Collections;
using System.Management.Automation;
using NanoBanana.PowerShell.Commands;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Finds the images of one record of the pipeline, and how many tasks they make.</summary>
internal sealed class RecordImages(NewNanoBananaTaskCommand bound, Func<string, bool> isOnCommandLine, Func<string, bool> isDelayed)
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff"];
    private static readonly string[] Beginnings = ["https://", "http://", "data:image/"];
    private static readonly string[] Parameters = ["Path", "LiteralPath", "ImageUrl"];
    private static readonly string[] Columns = ["Path", "LiteralPath", "PSPath", "FullName", "ImageUrl"];

    private readonly PathResolver _paths = new(bound);
    private HashSet<string>? _read;
    private bool _warned;

    /// <summary>
    /// The groups of images, one group a task: an array inside one record is one group, arrays on the command line are a group
    /// an element. One empty group means text to image.
    /// </summary>
    /// <param name="refused">Takes the error of an image; the others go on.</param>
    public IReadOnlyList<IReadOnlyList<SourceImage>> Read(Action<NanoBananaException> refused)
    {
        CheckDelayed(nameof(bound.Path), bound.Path);
        CheckDelayed(nameof(bound.LiteralPath), bound.LiteralPath);
        CheckDelayed(nameof(bound.ImageUrl), bound.ImageUrl);
        CheckRecord();
        var groups = new List<IReadOnlyList<SourceImage>>();
        var failed = false;
        foreach (var (parameter, items) in Named())
        {
            var found = items.Select(item => Try(item, Refuse)).OfType<IReadOnlyList<SourceImage>>().ToList();
            if (!isOnCommandLine(parameter) && items.Count > 1)
            {
                // a task of some of its images is not what the record asks for
                groups.AddRange(found.Count == items.Count ? [[.. found.SelectMany(each => each)]] : []);
            }
            else
            {
                groups.AddRange(found.SelectMany(Split));
            }
        }

        return groups.Count == 0 && !failed ? [[]] : groups;

        void Refuse(NanoBananaException error)
        {
            failed = true;
            refused(error);
        }
    }

    /// <summary>A variable that is not set, or a search that found nothing, must not become a paid text to image.</summary>
    /// <exception cref="NanoBananaException"><c>ImageParameterEmpty</c>.</exception>
    public void CheckCommandLine()
    {
        CheckCommandLine(nameof(bound.Path), bound.Path);
        CheckCommandLine(nameof(bound.LiteralPath), bound.LiteralPath);
        CheckCommandLine(nameof(bound.ImageUrl), bound.ImageUrl);
    }

    private void CheckDelayed<T>(string parameter, T[]? items)
        where T : notnull
    {
        if (isDelayed(parameter) && Given(parameter, items) is not { Count: > 0 })
        {
            throw new NanoBananaException(ErrorIds.ImageParameterEmpty, parameter) { Target = bound.InputObject };
        }
    }

    private void CheckCommandLine<T>(string parameter, T[]? items)
        where T : notnull
    {
        if (isOnCommandLine(parameter) && (items is null or [] || items.Any(each => string.IsNullOrWhiteSpace(each?.ToString()))))
        {
            throw new NanoBananaException(ErrorIds.ImageParameterEmpty, parameter) { Target = parameter };
        }
    }

    private static IReadOnlyList<SourceImage>? Try(Func<Group> item, Action<NanoBananaException> refused)
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

    // a wildcard stands for many items, a task for one
    private static IEnumerable<IReadOnlyList<SourceImage>> Split(IReadOnlyList<SourceImage> found) =>
        found is Group { IsOneTask: true } ? [found] : found.Select(each => (IReadOnlyList<SourceImage>)[each]);

    private IEnumerable<(string Parameter, IReadOnlyList<Func<Group>> Items)> Named()
    {
        if (Given(nameof(bound.Path), bound.Path) is { Count: > 0 } paths)
        {
            yield return (nameof(bound.Path), [.. paths.Select<ImageInput, Func<Group>>(each => () => Images(each))]);
        }

        // a piped file binds to -Path as itself and to -LiteralPath by its PSPath: it is one image all the same
        if (Given(nameof(bound.LiteralPath), bound.LiteralPath) is { Count: > 0 } literals && (isOnCommandLine(nameof(bound.LiteralPath)) || isDelayed(nameof(bound.LiteralPath)) || bound.Path is null or [] || isOnCommandLine(nameof(bound.Path))))
        {
            yield return (nameof(bound.LiteralPath), [.. literals.Select<string, Func<Group>>(each => () => [_paths.Literal(each)])]);
        }

        if (Given(nameof(bound.ImageUrl), bound.ImageUrl) is { Count: > 0 } urls)
        {
            yield return (nameof(bound.ImageUrl), [.. urls.Select<string, Func<Group>>(each => () => [SourceImage.FromUrl(each)])]);
        }
    }

    // an empty cell of a CSV file means: no image; on the command line it is a mistake
    private IReadOnlyList<T>? Given<T>(string parameter, T[]? items)
        where T : notnull =>
        isOnCommandLine(parameter) ? items : IsDisplaced(parameter) ? null : items?.Where(each => !string.IsNullOrWhiteSpace(each?.ToString())).ToList();

    // -ImageUrl { ... } says where the image is; what else the piped file would bind to does not count
    private bool IsDisplaced(string parameter) =>
        !isDelayed(parameter) && Parameters.Any(isDelayed);

    private Group Images(ImageInput input) => input switch
    {
        { Task: { State: TaskStates.Succeeded } task } => new Group(task.Images.Select(image => SourceImage.FromUrl(image.Url))) { IsOneTask = true },
        // its sources were lost on the way, as in a file of CSV: it must not become a text to image
        { Task: { State: TaskStates.Failed, Operation: Operations.Edit, Source.Count: 0 } task } => throw new NanoBananaException(ErrorIds.TaskHasNoImages, task, task.State) { Target = task },
        { Task: { State: TaskStates.Failed } task } => new Group(task.Source.Select(FromText)) { IsOneTask = true },
        { Task: { } task } => throw new NanoBananaException(ErrorIds.TaskHasNoImages, task, task.State) { Target = task },
        { LiteralPath: { } path } => [_paths.Literal(path)],
        { Url: { } url } => [SourceImage.FromUrl(url)],
        _ => new Group(_paths.Expand(input.Path!)),
    };

    private SourceImage FromText(string source) =>
        source.Contains("://") ? SourceImage.FromUrl(source) : _paths.Literal(source);

    private void CheckRecord()
    {
        if (bound.InputObject is not { } input)
        {
            if (bound.MyInvocation.ExpectingInput)
            {
                throw new NanoBananaException(ErrorIds.NoImageInInput, "$null", "none");
            }

            return;
        }

        var names = input.Properties.Select(each => each.Name).ToList();
        if (!HasPipedImage() && !names.Contains(nameof(bound.Prompt), StringComparer.OrdinalIgnoreCase))
        {
            throw new NanoBananaException(ErrorIds.NoImageInInput, KindOf(input), string.Join(", ", names.Take(12))) { Target = input };
        }

        if (TaskReader.IsTask(input))
        {
            return;
        }

        if (!HasPipedImage() && !Parameters.Any(isOnCommandLine) && !Parameters.Any(isDelayed))
        {
            CheckNoImageIsLost(input, names);
        }

        if (!_warned && input.BaseObject is PSCustomObject && Unused(names) is { Count: > 0 } unused)
        {
            _warned = true;
            bound.WriteWarning($"These properties of the piped records match no parameter and are not used: {string.Join(", ", unused)}.");
        }
    }

    // a record whose image is not understood must not become a text to image, and be paid for
    private void CheckNoImageIsLost(PSObject input, List<string> names)
    {
        if (input.Properties.FirstOrDefault(each => Columns.Contains(each.Name, StringComparer.OrdinalIgnoreCase) && !IsBlank(each.Value)) is { } unusable)
        {
            throw new NanoBananaException(ErrorIds.ImageColumnUnknown, unusable.Name, $"{KindOf(PSObject.AsPSObject(unusable.Value))}, which is no image") { Target = input };
        }

        if (Unused(names).Select(name => (Name: name, Text: ImageIn(input.Properties[name].Value))).FirstOrDefault(each => each.Text is not null) is { Text: { } text } lost)
        {
            throw new NanoBananaException(ErrorIds.ImageColumnUnknown, lost.Name, $"'{text}', which looks like an image, but no parameter reads it") { Target = input };
        }
    }

    private static string? ImageIn(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text when LooksLikeImage(text) => text,
        Uri uri when LooksLikeImage(uri.OriginalString) => uri.OriginalString,
        FileInfo file when LooksLikeImage(file.Name) => file.Name,
        IList items => items.Cast<object?>().Select(ImageIn).FirstOrDefault(each => each is not null),
        _ => null,
    };

    private static bool LooksLikeImage(string text) =>
        Beginnings.Any(each => text.StartsWith(each, StringComparison.OrdinalIgnoreCase)) || Endings.Any(each => text.EndsWith(each, StringComparison.OrdinalIgnoreCase));

    private static bool IsBlank(object? value) => value is null or ICollection { Count: 0 } || (value is string text && string.IsNullOrWhiteSpace(text));

    private static string KindOf(PSObject input) => input.BaseObject is PSCustomObject ? "record" : input.BaseObject.GetType().Name;

    private bool HasPipedImage() => IsPiped(nameof(bound.Path), bound.Path)
        || IsPiped(nameof(bound.LiteralPath), bound.LiteralPath)
        || IsPiped(nameof(bound.ImageUrl), bound.ImageUrl);

    private bool IsPiped<T>(string parameter, T[]? items)
        where T : notnull =>
        !isOnCommandLine(parameter) && Given(parameter, items) is { Count: > 0 };

    private List<string> Unused(IEnumerable<string> names)
    {
        // asked for each record, and the same for all
        _read ??= new HashSet<string>(bound.MyInvocation.MyCommand.Parameters.Values.SelectMany(each => each.Aliases.Append(each.Name)), StringComparer.OrdinalIgnoreCase);
        return [.. names.Where(name => !_read.Contains(name))];
    }

    private sealed class Group : List<SourceImage>
    {
        public Group()
        {
        }

        public Group(IEnumerable<SourceImage> images)
            : base(images)
        {
        }

        public bool IsOneTask { get; init; }
    }
}
