using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>What a run uploads, and what becomes of a file that changes or goes meanwhile.</summary>
public sealed class UploadCacheTests : IDisposable
{
    private readonly UploadBench _bench = new(ProviderNames.Crun);

    public void Dispose() => _bench.Dispose();

    private IEnumerable<string> Puts => _bench.Sent.Where(sent => sent.Method == "PUT").Select(sent => sent.Uri.AbsolutePath);

    [Fact]
    public async Task The_same_content_is_sent_once_per_run_whatever_its_name()
    {
        var run = new SubmitRun();
        _bench.OffersPlace("a").Http.Answer(200, "");
        _bench.Accepts().Accepts();

        await _bench.SubmitAsync(run, uploadProfile: null, _bench.File(), _bench.File());
        await _bench.SubmitAsync(run, uploadProfile: null, _bench.File());

        Assert.Equal(["/a"], Puts);
        Assert.Equal("""["https://files.example/a","https://files.example/a"]""", _bench.Sent[2].Json!["input"]!["img_urls"]!.ToJsonString());
        Assert.Equal("""["https://files.example/a"]""", _bench.Sent[3].Json!["input"]!["img_urls"]!.ToJsonString());
    }

    [Fact]
    public async Task Another_content_and_another_run_are_uploaded()
    {
        var run = new SubmitRun();
        foreach (var name in new[] { "a", "b", "c" })
        {
            _bench.OffersPlace(name).Http.Answer(200, "");
            _bench.Accepts();
        }

        await _bench.SubmitAsync(run, uploadProfile: null, _bench.File());
        await _bench.SubmitAsync(run, uploadProfile: null, _bench.File(Pictures.Jpeg));
        await _bench.SubmitAsync(new SubmitRun(), uploadProfile: null, _bench.File());

        Assert.Equal(["/a", "/b", "/c"], Puts);
    }

    [Fact]
    public async Task A_failed_upload_can_be_tried_again_in_the_same_run()
    {
        var run = new SubmitRun();
        _bench.OffersPlace("a").Http.Answer(403, "");
        _bench.OffersPlace("b").Http.Answer(200, "");
        _bench.Accepts();

        Assert.Equal(ErrorIds.UploadDenied, (await _bench.SubmitAsync(run, uploadProfile: null, _bench.File())).Error!.ErrorId);
        Assert.Null((await _bench.SubmitAsync(run, uploadProfile: null, _bench.File())).Error);

        Assert.Equal(["/a", "/b"], Puts);
    }

    [Fact]
    public async Task The_error_of_an_upload_that_two_files_share_names_each_of_them()
    {
        var target = new HeldTarget();
        var cache = new UploadCache(index: null, TimeProvider.System, new UploadTotals());
        var (one, two) = (Open(_bench.File()), Open(_bench.File()));

        var first = UploadAsync(one);
        var second = UploadAsync(two);
        target.Refuse(FileUpload.Refused(one, "bucket", 403, "it returned 403 Forbidden."));

        Assert.Equal(one.Original, (await Caught.ByAsync(ErrorIds.UploadDenied, () => first)).Target);
        Assert.Equal(two.Original, (await Caught.ByAsync(ErrorIds.UploadDenied, () => second)).Target);
        Assert.Equal(1, target.Uploads);

        Task UploadAsync(SourceFile file) => cache.GetOrUploadAsync(file, target, static (_, _) => Task.FromResult(false), CancellationToken.None);
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_checked_is_not_sent()
    {
        var path = _bench.File();
        var request = _bench.Bench.Prepare("x", SourceImage.FromFile(path));
        await File.WriteAllBytesAsync(path, PngBytes.Make(50, 50));
        _bench.OffersPlace("a");

        var error = (await _bench.Bench.SubmitAsync(request)).Error!;

        Assert.Equal((ErrorIds.ImageChanged, path), (error.ErrorId, error.Target));
        Assert.Empty(Puts);
    }

    [Fact]
    public async Task A_task_is_not_lost_where_its_file_goes_before_the_answer()
    {
        var path = _bench.File();
        _bench.OffersPlace("a").Http.Answer(200, "").Then((_, _) =>
        {
            File.Delete(path);
            return Task.FromResult(StubHttp.Reply(200, System.Text.Encoding.UTF8.GetBytes(Wire.Accepted(ProviderNames.Crun, "id-1")), []));
        });

        Assert.Equal("id-1", (await _bench.SubmitAsync(path)).AcceptedTask().Id);
    }

    [Fact]
    public async Task Two_submits_at_once_share_one_upload()
    {
        var run = new SubmitRun();
        _bench.Accepts();
        await _bench.SubmitAsync(run, uploadProfile: null);
        _bench.OffersPlace("a");
        var put = _bench.Http.Hold();
        _bench.Accepts().Accepts();

        var both = new[] { _bench.File(), _bench.File() }.Select(path => _bench.SubmitAsync(run, uploadProfile: null, path)).ToList();
        await put.InFlight;
        put.Answer(200, "");

        Assert.All(await _bench.Bench.Time.RunAsync(Task.WhenAll(both)), result => Assert.Null(result.Error));
        Assert.Single(_bench.Sent, sent => sent.Uri.Host == "bucket.example");
    }

    private static SourceFile Open(string path) => SourceFile.Open(SourceImage.FromFile(path), ModelCatalog.Find(ProviderNames.Crun, model: null, Operations.Edit));

    /// <summary>A target whose answer comes when the test gives it.</summary>
    private sealed class HeldTarget : IUploadTarget
    {
        private readonly TaskCompletionSource<Uri> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Uploads { get; private set; }

        public string Name => "held";

        public TimeSpan? Retention => null;

        public void Refuse(NanoBananaException error) => _answer.SetException(error);

        public Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
        {
            Uploads++;
            return _answer.Task;
        }

        public UploadLink Link(Uri address) => new(address);
    }
}
