using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>An upload has no time limit while it makes progress; one without progress ends.</summary>
public sealed class StallTests : IDisposable
{
    private readonly UploadBench _bench = new(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://dav.example/{name}" });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_server_that_never_answers_is_an_error_and_the_next_file_continues()
    {
        var path = _bench.File();
        var put = _bench.Http.Hold();

        var result = Start(path);
        await put.InFlight;
        _bench.Bench.Time.Advance(TimeSpan.FromSeconds(100));

        var error = (await _bench.Bench.Time.RunAsync(result)).Error!;
        Assert.Equal((ErrorIds.UploadStalled, ErrorKind.OperationTimeout, path, false), (error.ErrorId, error.Kind, error.Target, error.MayHaveBeenCharged));
        _bench.Http.Answer(201, "");
        _bench.Accepts();
        Assert.Null((await _bench.SubmitAsync(_bench.File(Pictures.Jpeg))).Error);
    }

    [Fact]
    public async Task A_slow_upload_that_moves_continues()
    {
        _bench.Http.Then(async (request, cancel) =>
        {
            using var body = await request.Content!.ReadAsStreamAsync(cancel);
            var one = new byte[1];
            for (var i = 0; i < 5; i++)
            {
                _bench.Bench.Time.Advance(TimeSpan.FromSeconds(99));
                await body.ReadExactlyAsync(one, cancel);
            }

            cancel.ThrowIfCancellationRequested();
            return StubHttp.Reply(201, [], []);
        });
        _bench.Accepts();

        Assert.Null((await _bench.SubmitAsync(_bench.File())).Error);
    }

    [Fact]
    public async Task A_stop_is_a_stop_and_no_stall()
    {
        using var stop = new CancellationTokenSource();
        var put = _bench.Http.Hold();

        var result = Start(_bench.File(), stop.Token);
        await put.InFlight;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result);
    }

    [Fact]
    public async Task A_look_at_an_earlier_upload_that_stalls_costs_an_upload_only()
    {
        using var folder = new TempFolder();
        SubmitRun Run() => new() { UploadIndex = new Client.Journal.TaskJournal(folder.Path).Store };
        var path = _bench.File();
        _bench.Http.Answer(201, "");
        _bench.Accepts();
        await _bench.SubmitAsync(Run(), uploadProfile: null, path);
        var look = _bench.Http.Hold();
        _bench.Http.Answer(201, "");
        _bench.Accepts();

        var request = _bench.Bench.Prepare("x", SourceImage.FromFile(path));
        var run = Run();
        var result = request.SubmitAsync(run, uploadProfile: null, CancellationToken.None);
        await look.InFlight;
        _bench.Bench.Time.Advance(TimeSpan.FromSeconds(100));

        Assert.Null((await _bench.Bench.Time.RunAsync(result)).Error);
        Assert.Equal((1, (long)Pictures.Png.Length, 0), (run.Uploaded.Files, run.Uploaded.Bytes, run.Uploaded.Reused));
    }

    private Task<SubmitResult> Start(string path, CancellationToken stop = default) =>
        _bench.Bench.Prepare("x", SourceImage.FromFile(path)).SubmitAsync(new SubmitRun(), uploadProfile: null, stop);
}
