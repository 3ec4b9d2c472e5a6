using System.Globalization;
using System.Resources;

namespace NanoBanana;

/// <summary>Text, kind and next step of every error id. The texts live in <c>Model/Errors/Messages.resx</c>.</summary>
public static class ErrorCatalog
{
    private static readonly ResourceManager Texts =
        new("NanoBanana.Client.Model.Errors.Messages", typeof(ErrorCatalog).Assembly);

    /// <summary>All ids, in alphabetical order.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. typeof(ErrorIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).OrderBy(id => id, StringComparer.Ordinal)];

    /// <summary>The kind of an error.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <returns><see cref="ErrorKind.NotSpecified"/> for an unknown id.</returns>
    public static ErrorKind Kind(string errorId) =>
        Enum.TryParse<ErrorKind>(Text(errorId, "Kind"), out var kind) ? kind : ErrorKind.NotSpecified;

    /// <summary>The recommended action of an error.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <returns>The text with placeholders; empty for an unknown id.</returns>
    public static string Action(string errorId) => Text(errorId, "Action") ?? string.Empty;

    /// <summary>The recommended action of an error, with its values.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="arguments">The values of the placeholders.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">The text has more placeholders than there are values.</exception>
    public static string Action(string errorId, object?[] arguments) => string.Format(CultureInfo.InvariantCulture, Action(errorId), arguments);

    /// <summary>The message of an error, with its values.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="arguments">The values of the placeholders.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The id is unknown.</exception>
    /// <exception cref="FormatException">The text has more placeholders than there are values.</exception>
    public static string Message(string errorId, params object?[] arguments)
    {
        var template = Text(errorId, "Message")
            ?? throw new ArgumentOutOfRangeException(nameof(errorId), errorId, "Not an error id of this library.");
        return string.Format(CultureInfo.InvariantCulture, template, arguments);
    }

    private static string? Text(string errorId, string part) =>
        Texts.GetString(errorId + "_" + part, CultureInfo.InvariantCulture);
}
