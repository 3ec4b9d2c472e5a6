using System.Globalization;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace NanoBanana.TestLogger;

/// <summary>What came of the tests of one leg.</summary>
internal sealed class Leg
{
    private int passed;
    private int failed;
    private int skipped;
    private TimeSpan time;

    /// <param name="result">What came of a test.</param>
    /// <param name="now">The time since the run began.</param>
    public void Add(TestResult result, TimeSpan now)
    {
        _ = result.Outcome switch
        {
            TestOutcome.Passed => passed++,
            TestOutcome.Skipped => skipped++,
            _ => failed++,
        };
        time = now;
    }

    /// <summary>"passed failed skipped seconds", the latter until its last test had ended.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{passed} {failed} {skipped} {time.TotalSeconds:0}\n");
}
