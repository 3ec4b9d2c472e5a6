using System.Runtime.CompilerServices;

namespace NanoBanana.Client.Model;

/// <summary>Checks the values of options where they are set: nonsense must not hang later, or be ignored.</summary>
internal static class Ranges
{
    /// <summary>The longest time that the timers of the framework can wait.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int FromOne(int value, [CallerMemberName] string name = "") =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 1.");

    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static long FromOne(long value, [CallerMemberName] string name = "") =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 1.");

    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than a timer can wait (24 days).</exception>
    public static TimeSpan FromZero(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero && value <= Longest ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be from 0 to {Longest.Days} days.");

    /// <inheritdoc cref="FromZero(TimeSpan, string)"/>
    public static TimeSpan? FromZero(TimeSpan? value, [CallerMemberName] string name = "") => value is { } given ? FromZero(given, name) : null;

    /// <exception cref="ArgumentOutOfRangeException">The value is not more than 0, or longer than a timer can wait (24 days).</exception>
    public static TimeSpan MoreThanZero(TimeSpan value, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero ? FromZero(value, name) : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be more than 0.");

    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static string Filled(string value, [CallerMemberName] string name = "") =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"{name} is empty.", name) : value;

    /// <exception cref="ArgumentNullException">There is no value.</exception>
    public static T Given<T>(T value, [CallerMemberName] string name = "")
        where T : class => value ?? throw new ArgumentNullException(name);
}
