using NanoBanana.Client.Model;

namespace NanoBanana.Client.Tests.Tasks;

/// <summary>A source URL as journal and sidecar keep it. On 438ef55 only signatures of clouds went; tokens and keys stayed.</summary>
public sealed class SourceUrlTests
{
    [Theory]
    [InlineData("https://h/a.png?w=1&token=SECRET", "https://h/a.png?w=1&token=********")]
    [InlineData("https://h/a.png?access_token=SECRET", "https://h/a.png?access_token=********")]
    [InlineData("https://h/a.png?KEY=SECRET&x=1", "https://h/a.png?KEY=********&x=1")]
    [InlineData("https://h/a.png?%74oken=SECRET", "https://h/a.png?token=********")]
    [InlineData("https://h/a.png?x-api-key=SECRET", "https://h/a.png?x-api-key=********")]
    [InlineData("https://h/a.png?sig=SECRET&w=1", "https://h/a.png?w=1")]
    [InlineData("https://h/a.png?X-Amz-Signature=SECRET&X-Amz-Date=1", "https://h/a.png")]
    [InlineData("https://h/a.png#access_token=SECRET", "https://h/a.png#access_token=********")]
    [InlineData("https://h/a.png?keyword=cats&page=2", "https://h/a.png?keyword=cats&page=2")]
    [InlineData("photos/a?token=b.png", "photos/a?token=b.png")]
    public void A_secret_of_a_source_is_not_written_down(string source, string written) => Assert.Equal(written, SignedUrl.WithoutSecrets(source));

    [Fact]
    public void Masked_sources_are_still_different() =>
        Assert.NotEqual(SignedUrl.WithoutSignature("https://h/?key=one.png"), SignedUrl.WithoutSignature("https://h/?key=two.png"));
}
