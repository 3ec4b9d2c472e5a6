using System.Text;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>The checksum is XXH64 as others compute it, in whatever pieces the bytes come.</summary>
public sealed class ChecksumTests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void It_is_that_of_others(string text, ulong expected)
    {
        var checksum = new Checksum();
        checksum.Append(Encoding.ASCII.GetBytes(text));

        Assert.Equal(expected, checksum.Finish());
    }

    [Fact]
    public void Pieces_do_not_matter()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        var whole = new Checksum();
        whole.Append(bytes);
        var expected = whole.Finish();

        Assert.All(Enumerable.Range(1, 100), size =>
        {
            var pieces = new Checksum();
            foreach (var piece in bytes.Chunk(size))
            {
                pieces.Append(piece);
            }

            Assert.Equal(expected, pieces.Finish());
        });
    }
}
