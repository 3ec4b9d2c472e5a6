using System.Diagnostics;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace NanoBanana.TestLogger;

/// <summary>
/// Prints why a test was skipped, which dotnet test does not, and writes one file of counts per leg: a leg is a test
/// project, or what its tests name in the trait "Leg".
/// </summary>
[FriendlyName("legs")]
[ExtensionUri("logger://nanobanana/legs")]
public sealed class LegLogger : ITestLoggerWithParameters
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SortedDictionary<string, Leg> legs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Initialize(TestLoggerEvents events, string testRunDirectory) => Attach(events, testRunDirectory);

    /// <inheritdoc/>
    public void Initialize(TestLoggerEvents events, Dictionary<string, string?> parameters) =>
        Attach(events, parameters[DefaultLoggerParameterNames.TestRunDirectory]!);

    private void Attach(TestLoggerEvents events, string folder)
    {
        events.TestResult += (_, test) => Count(test.Result);
        events.TestRunComplete += (_, _) =>
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, leg) in legs)
            {
                File.WriteAllText(Path.Combine(folder, name + ".leg.txt"), leg.ToString());
            }
        };
    }

    private void Count(TestResult result)
    {
        var test = result.TestCase;
        var name = test.Traits.FirstOrDefault(trait => trait.Name == "Leg")?.Value ?? Path.GetFileNameWithoutExtension(test.Source);
        if (!legs.TryGetValue(name, out var leg))
        {
            legs.Add(name, leg = new());
        }

        leg.Add(result, clock.Elapsed);
        if (result.Outcome == TestOutcome.Skipped)
        {
            Console.WriteLine($"  Skipped {result.DisplayName ?? test.DisplayName}: {result.ErrorMessage}");
        }
    }
}
