using Xunit.Sdk;

namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>Runs a Pester file and reports the result of each test to xunit.</summary>
internal sealed class PesterRunner(PesterTestCase file, IMessageBus bus, ExceptionAggregator aggregator, CancellationTokenSource cancellation)
    : TestCaseRunner<PesterTestCase>(file, bus, aggregator, cancellation)
{
    /// <inheritdoc/>
    protected override async Task<RunSummary> RunTestAsync()
    {
        var summary = new RunSummary();
        foreach (var result in await PesterRun.RunAsync(TestCase.FileName))
        {
            var test = new XunitTest(TestCase, $"{TestCase.FileName}: {result.Name}");
            var seconds = (decimal)result.Seconds;
            summary.Total++;
            summary.Time += seconds;
            MessageBus.QueueMessage(new TestStarting(test));
            switch (result.Outcome)
            {
                case "Passed":
                    MessageBus.QueueMessage(new TestPassed(test, seconds, null));
                    break;
                case "Skipped":
                    summary.Skipped++;
                    MessageBus.QueueMessage(new TestSkipped(test, result.Message));
                    break;
                default:
                    summary.Failed++;
                    MessageBus.QueueMessage(new TestFailed(test, seconds, null, ["Pester"], [result.Message], [result.Place], [-1]));
                    break;
            }

            MessageBus.QueueMessage(new TestFinished(test, seconds, null));
        }

        return summary;
    }
}
