using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads one value of a record as people write them into spreadsheets.</summary>
internal static class Cell
{
    private static readonly string[] Yes = ["true", "yes", "y", "x", "1", "on"];
    private static readonly string[] No = ["false", "no", "n", "0", "off"];

    /// <summary>True if the cell is empty.</summary>
    public static bool IsBlank(object? value) => Plain(value) switch
    {
        null or DBNull => true,
        string text => string.IsNullOrWhiteSpace(text),
        ICollection items => items.Count == 0,
        _ => false,
    };

    /// <summary>The value without what PowerShell wraps around it.</summary>
    public static object? Plain(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>A value in a few words, for an error.</summary>
    public static string Shown(object? value)
    {
        const int Most = 60;
        var text = value is PSObject { BaseObject: PSCustomObject } or IDictionary ? "an object of several values" : Convert.ToString(Plain(value), CultureInfo.InvariantCulture) ?? string.Empty;
        return text.Length > Most ? text.Substring(0, Most) + "..." : text;
    }

    /// <summary>Whether the value is text, or a number, date or the like that has a text.</summary>
    public static bool IsText(object? value) => Plain(value) switch
    {
        PSObject or IDictionary or ScriptBlock => false,
        string => true,
        IEnumerable items => items.Cast<object?>().All(each => each is not (string or null) ? IsText(each) : true),
        _ => true,
    };

    /// <summary>Reads a whole number that fits into 32 bits.</summary>
    /// <param name="value">A number, or its text.</param>
    /// <param name="number">The number; null for a blank value.</param>
    /// <returns>False if the value is not such a number.</returns>
    public static bool TryWhole(object? value, out int? number)
    {
        number = null;
        if (IsBlank(value))
        {
            return true;
        }

        var text = Convert.ToString(Plain(value), CultureInfo.InvariantCulture);
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var exact)
            || exact != decimal.Truncate(exact) || exact is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        number = (int)exact;
        return true;
    }

    /// <summary>Reads yes or no, in the words of spreadsheets.</summary>
    /// <param name="value">A boolean, a number, or a word.</param>
    /// <param name="yes">True for yes; false for a blank value.</param>
    /// <returns>False if the value is neither.</returns>
    public static bool TryYes(object? value, out bool yes)
    {
        var plain = Plain(value);
        yes = plain is true or SwitchParameter { IsPresent: true };
        if (plain is bool or SwitchParameter || IsBlank(plain))
        {
            return true;
        }

        var text = Convert.ToString(plain, CultureInfo.InvariantCulture)!.Trim();
        yes = Yes.Contains(text, StringComparer.OrdinalIgnoreCase);
        return yes || No.Contains(text, StringComparer.OrdinalIgnoreCase);
    }
}
