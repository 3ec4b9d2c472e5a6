using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads a task from what is piped: a task, one that was imported from Clixml or JSON, or an id.</summary>
internal static class TaskReader
{
    /// <summary>True for a record with an id, a task's state, and a provider or profile.</summary>
    public static bool IsTask(PSObject record) => record.BaseObject is ImageTask
        || (record.Properties["State"] is { Value: { } state }
            && TaskStates.All.Contains(state.ToString(), StringComparer.OrdinalIgnoreCase)
            && (record.Properties["Id"] ?? record.Properties["IntentId"]) is not null
            && (record.Properties["Provider"] ?? record.Properties["Profile"]) is not null);

    /// <summary>The task that a piped object means.</summary>
    /// <param name="input">A task, a record of one, or an id.</param>
    /// <param name="profile">Whose id it is, if it is only an id.</param>
    /// <exception cref="NanoBananaException"><c>NotATask</c>.</exception>
    public static ImageTask Read(PSObject input, Func<Profile> profile) => input.BaseObject switch
    {
        ImageTask task => task,
        string id => FromId(id, profile()),
        _ when IsTask(input) => Read(input),
        _ when Text(input, "Id") is { } id => FromId(id, profile()),
        _ => throw new NanoBananaException(ErrorIds.NotATask, input.BaseObject.GetType().Name) { Target = input.BaseObject },
    };

    public static ImageTask FromId(string id, Profile profile) =>
        new() { Id = id, Provider = profile.Provider, Profile = profile.Name, State = TaskStates.Pending };

    public static ImageTask Read(PSObject record)
    {
        if (record.BaseObject is ImageTask task)
        {
            return task;
        }

        IReadOnlyList<ResultImage> images = [.. Items(record, "Images").OfType<PSObject>().Select(ReadImage).OfType<ResultImage>()];
        var state = Text(record, "State") ?? TaskStates.Pending;
        var read = new ImageTask
        {
            Id = Text(record, "Id"),
            Provider = Text(record, "Provider") ?? string.Empty,
            Profile = Text(record, "Profile") ?? Text(record, "Provider") ?? string.Empty,
            Model = Text(record, "Model"),
            Operation = Text(record, "Operation"),

            // a CSV file has the name of a type instead of images: the gateway is asked for them
            State = state is TaskStates.Succeeded && images.Count == 0 && record.Properties["Images"]?.Value is string ? TaskStates.Pending : state,
            SubmittedAt = Time(record, "SubmittedAt"),
            CompletedAt = Time(record, "CompletedAt"),
            Duration = Span(record, "Duration"),
            Images = images,
            Failure = Nested(record, "Failure") is { } failure ? ReadFailure(failure) : null,
            Cost = Nested(record, "Cost") is { } cost ? ReadCost(cost) : Cost.Unknown,
            IntentId = Text(record, "IntentId"),
            StatusUrl = Text(record, "StatusUrl"),
            ProviderTime = Text(record, "ProviderTime"),
            SourceSha256 = Texts(record, "SourceSha256"),
            Attempts = [.. Items(record, "Attempts").OfType<PSObject>().Select(ReadAttempt).OfType<TaskAttempt>()],
        };
        return RequestReader.Complete(read, record);
    }

    private static ResultImage? ReadImage(PSObject image) => image.BaseObject as ResultImage
        ?? (Text(image, "Url") is { } url
            ? new ResultImage
            {
                Url = url,
                Index = Number(image, "Index") ?? 1,
                ContentType = Text(image, "ContentType"),
                Width = Number(image, "Width"),
                Height = Number(image, "Height"),
                ExpiresAt = Time(image, "ExpiresAt"),
            }
            : null);

    private static TaskFailure ReadFailure(PSObject failure) => failure.BaseObject as TaskFailure ?? new TaskFailure
    {
        Reason = Text(failure, "Reason") ?? ErrorIds.TaskFailed,
        Code = Text(failure, "Code"),
        Message = Text(failure, "Message") ?? string.Empty,
        MayHaveBeenCharged = failure.Properties["MayHaveBeenCharged"]?.Value is true,
    };

    private static TaskAttempt? ReadAttempt(PSObject attempt) => attempt.BaseObject as TaskAttempt
        ?? (Text(attempt, "Profile") is { } profile && Text(attempt, "ErrorId") is { } errorId
            ? new TaskAttempt(profile, Text(attempt, "Provider") ?? profile, errorId, Text(attempt, "Message") ?? string.Empty)
            : null);

    private static Cost ReadCost(PSObject cost) => cost.BaseObject as Cost ?? new Cost
    {
        Amount = cost.Properties["Amount"]?.Value is { } amount && LanguagePrimitives.TryConvertTo<decimal>(amount, CultureInfo.InvariantCulture, out var value) ? value : null,
        Currency = Text(cost, "Currency"),
        Certainty = Text(cost, "Certainty") ?? Certainties.Unknown,
    };

    /// <summary>A property as text; null if there is none.</summary>
    public static string? Text(PSObject record, string name) =>
        record.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A property as a list of texts.</summary>
    public static IReadOnlyList<string> Texts(PSObject record, string name) =>
        [.. Items(record, name).Select(each => each.ToString()).OfType<string>().Where(each => !IsFlattened(each))];

    /// <summary>True for what Export-Csv, and ConvertTo-Json at its depth, write instead of a list.</summary>
    public static bool IsFlattened(string text) => text.StartsWith("System.", StringComparison.Ordinal) && text.EndsWith("]", StringComparison.Ordinal);

    /// <summary>A property as a whole number; null if it is not one.</summary>
    public static int? Number(PSObject record, string name) =>
        record.Properties[name]?.Value is { } value && LanguagePrimitives.TryConvertTo<int>(value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static PSObject? Nested(PSObject record, string name) =>
        record.Properties[name]?.Value is { } value and not string ? PSObject.AsPSObject(value) : null;

    // JSON has the properties of a TimeSpan
    private static TimeSpan? Span(PSObject record, string name)
    {
        var value = record.Properties[name]?.Value;
        value = value is not null and not string && PSObject.AsPSObject(value).Properties["Ticks"]?.Value is { } ticks and not string && LanguagePrimitives.TryConvertTo<long>(ticks, CultureInfo.InvariantCulture, out var count)
            ? TimeSpan.FromTicks(count)
            : value;
        return value is not null && LanguagePrimitives.TryConvertTo<TimeSpan>(value, CultureInfo.InvariantCulture, out var span) ? span : null;
    }

    private static DateTimeOffset? Time(PSObject record, string name) => record.Properties[name]?.Value switch
    {
        DateTimeOffset time => time,
        PSObject { BaseObject: DateTimeOffset time } => time,
        DateTime time => new DateTimeOffset(time),
        PSObject { BaseObject: DateTime time } => new DateTimeOffset(time),

        // as Clixml and jobs bring it: the properties of a DateTimeOffset
        PSObject copy when copy.Properties["UtcDateTime"]?.Value is DateTime utc =>
            new DateTimeOffset(utc).ToOffset(copy.Properties["Offset"]?.Value is TimeSpan offset ? offset : TimeSpan.Zero),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => null,
    };

    private static IEnumerable<object> Items(PSObject record, string name)
    {
        var value = record.Properties[name]?.Value;
        value = value is PSObject wrapped && wrapped.BaseObject is IEnumerable and not string ? wrapped.BaseObject : value;
        return value switch
        {
            null => [],
            string text => [text],
            IEnumerable items => items.Cast<object>().Where(each => each is not null).Select(each => each is string ? each : PSObject.AsPSObject(each)),
            _ => [PSObject.AsPSObject(value)],
        };
    }
}
