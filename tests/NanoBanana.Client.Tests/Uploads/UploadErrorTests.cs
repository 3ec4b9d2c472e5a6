using NanoBanana.Client.Store;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>What goes wrong with the upload of one item is that item's error, and nothing is submitted.</summary>
public sealed class UploadErrorTests
{
    [Theory]
    [InlineData("http://files.example/a.png?sig=secret", "only https is allowed")]
    [InlineData("https://me:pw@files.example/a.png", "user name or password")]
    public async Task An_address_that_an_upload_returns_is_checked_like_any_other(string address, string why)
    {
        using var bench = new UploadBench(ProviderNames.Crun);
        var file = bench.File();

        var error = (await bench.SubmitAsync(new SubmitRun { CustomUpload = (_, _) => Task.FromResult(new Uri(address)) }, uploadProfile: null, file)).Error!;

        Assert.Equal((ErrorIds.InvalidImageUrl, file), (error.ErrorId, error.Target));
        Assert.Contains("the upload returned it, and ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    [Fact]
    public async Task A_fault_that_nobody_foresaw_is_the_error_of_its_item()
    {
        using var bench = new UploadBench(ProviderNames.Crun);
        var file = bench.File();
        var run = new SubmitRun { CustomUpload = (_, _) => throw new InvalidOperationException("never"), CustomUploadId = "mine", UploadIndex = new BrokenIndex() };

        var result = await bench.SubmitAsync(run, uploadProfile: null, file);

        Assert.Equal((null, ErrorIds.InternalError, file), (result.Task, result.Error?.ErrorId, result.Error?.Target));
        Assert.Contains("the index is broken", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Sent);
    }

    private sealed class BrokenIndex : IUploadIndex
    {
        public Task<RememberedUpload?> FindUploadAsync(string target, string sha256, CancellationToken cancellationToken) => throw new InvalidOperationException("the index is broken");

        public Task RememberUploadAsync(RememberedUpload upload, CancellationToken cancellationToken) => throw new InvalidOperationException("the index is broken");
    }
}
