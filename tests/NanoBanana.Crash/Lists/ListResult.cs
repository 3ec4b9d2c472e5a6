using System.Globalization;

namespace NanoBanana.Crash.Lists;

/// <summary>What a process has of its list at its end.</summary>
/// <param name="Succeeded">Records with a task that succeeded.</param>
/// <param name="Unknown">Records whose outcome is unknown.</param>
/// <param name="OverCap">Records that a cap refused.</param>
/// <param name="Other">All others, which there must be none of.</param>
internal sealed record ListResult(int Succeeded, int Unknown, int OverCap, int Other)
{
    public static ListResult Parse(string text)
    {
        var numbers = text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new ListResult(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    public override string ToString() => FormattableString.Invariant($"{Succeeded} {Unknown} {OverCap} {Other}");
}
