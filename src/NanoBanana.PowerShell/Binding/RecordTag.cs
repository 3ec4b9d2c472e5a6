using System.Collections;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Makes the tag of a request: the columns of its record that no parameter reads, and what <c>-Tag</c> adds.</summary>
internal static class RecordTag
{
    /// <summary>The tag.</summary>
    /// <param name="basis">The tag of a task that lends its images, or is submitted again.</param>
    /// <param name="record">The record; null for files and other objects, whose properties are no columns.</param>
    /// <param name="isRead">Whether a parameter reads a column.</param>
    /// <param name="added">What <c>-Tag</c> says, which wins.</param>
    public static IReadOnlyDictionary<string, object?> Of(IReadOnlyDictionary<string, object?>? basis, Record? record, Func<string, bool> isRead, IDictionary? added)
    {
        var tag = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var each in basis ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            tag[each.Key] = each.Value;
        }

        foreach (var column in record?.Columns.Where(each => !isRead(each.Key)) ?? [])
        {
            tag[column.Key] = OptionReader.Plain(column.Value);
        }

        foreach (var each in OptionReader.Read(added))
        {
            tag[each.Key] = each.Value;
        }

        return tag;
    }
}
