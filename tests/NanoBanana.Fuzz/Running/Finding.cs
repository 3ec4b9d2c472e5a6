using System.Diagnostics;

namespace NanoBanana.Fuzz.Running;

/// <summary>An input that found a bug.</summary>
internal sealed record Finding(string Target, int Index, byte[] Input, Exception Error)
{
    /// <summary>How many inputs found the same.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The same exception from the same place is the same bug.</summary>
    public string Kind => Error.GetType().Name + " " + Place(Error);

    public override string ToString() => $"{Target} {Index}: {Kind}, {Times} times: {Error.Message}";

    private static string Place(Exception error) => new StackTrace(error).GetFrames()
        .Select(frame => frame.GetMethod())
        .Where(method => method?.DeclaringType?.Assembly.GetName().Name == "NanoBanana.Client")
        .Select(method => method!.DeclaringType!.Name + "." + method.Name)
        .FirstOrDefault(string.Empty);
}
