using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>A client whose requests have local files, and the network that takes them.</summary>
internal sealed class UploadBench(string provider, Func<Profile, Profile>? change = null) : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _files;

    public Bench Bench { get; } = new(provider, change);

    public StubHttp Http => Bench.Http;

    public IReadOnlyList<SentRequest> Sent => Bench.Http.Sent;

    /// <summary>The gateway's address for one file, then the answer to its PUT.</summary>
    public UploadBench OffersPlace(string name)
    {
        Http.Answer(200, $$"""{"code":200,"message":"success","data":{"presigned_url":"https://bucket.example/{{name}}?X-Amz-Signature=w","file_url":"https://files.example/{{name}}"} }""");
        return this;
    }

    public UploadBench Accepts(string? id = null)
    {
        Http.Answer(200, Wire.Accepted(Bench.Profile.Provider, id ?? Support.Bench.UniqueName("id")));
        return this;
    }

    public string File(byte[]? bytes = null) => _folder.Put(FormattableString.Invariant($"my holiday {++_files}.png"), bytes ?? Pictures.Png);

    public Task<SubmitResult> SubmitAsync(params string[] paths) => SubmitAsync(new SubmitRun(), uploadProfile: null, paths);

    public Task<SubmitResult> SubmitAsync(SubmitRun run, string? uploadProfile, params string[] paths) =>
        Bench.SubmitAsync(Bench.Prepare("x", [.. paths.Select(path => SourceImage.FromFile(path))]), run, uploadProfile);

    public void Dispose()
    {
        _folder.Dispose();
        Bench.Dispose();
    }
}
