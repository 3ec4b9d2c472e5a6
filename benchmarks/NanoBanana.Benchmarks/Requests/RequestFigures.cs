using NanoBanana.Benchmarks.Waiting;

namespace NanoBanana.Benchmarks.Requests;

/// <summary>What a batch took, as the emulator counted it.</summary>
/// <param name="Submits">Per image, refused ones included.</param>
/// <param name="Queries">Per image, refused ones included.</param>
/// <param name="Downloads">Per image.</param>
/// <param name="Refused">Requests that a limit refused: 429, or 409 for too many active tasks.</param>
/// <param name="Wall">From the first submit to the last file.</param>
internal sealed record RequestFigures(double Submits, double Queries, double Downloads, int Refused, TimeSpan Wall)
{
    public double PerImage => Submits + Queries + Downloads;

    public static async Task<RequestFigures> OfAsync(EmulatorRun run, int images, TimeSpan wall) => new(
        (double)await run.CallsAsync("submit") / images,
        (double)await run.CallsAsync("query") / images,
        (double)await run.CallsAsync("download") / images,
        await run.CallsAsync("limited"),
        wall);
}
