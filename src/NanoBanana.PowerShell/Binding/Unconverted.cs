namespace NanoBanana.PowerShell.Binding;

/// <summary>
/// Stands for a value that is not a whole number until its record is read: an error of the binding itself would have PowerShell's id, and
/// would not name the column.
/// </summary>
internal static class Unconverted
{
    private const int Most = 64;

    private static readonly object?[] Values = new object?[Most];
    private static int _next;

    /// <summary>A number that no user means.</summary>
    public static int Of(object? value)
    {
        var place = (int)((uint)Interlocked.Increment(ref _next) % Most);
        Values[place] = value;
        return int.MinValue + place;
    }

    /// <summary>Ends with an error if a parameter was given such a value.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="number">Its value.</param>
    /// <exception cref="NanoBananaException"><c>ColumnNotConverted</c>.</exception>
    public static void Check(string parameter, int? number)
    {
        if (number < int.MinValue + Most)
        {
            var value = Values[number.Value - int.MinValue];
            throw new NanoBananaException(ErrorIds.ColumnNotConverted, parameter, Cell.Shown(value), "whole number") { Target = Cell.Plain(value) };
        }
    }
}
