using System.IO.Compression;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>The body of an image comes plain, however it was packed, whatever its header says, and in however small pieces it arrives.</summary>
public sealed class UnpackedTests
{
    private static readonly byte[] Text = [.. Enumerable.Range(0, 5000).Select(each => (byte)(each % 251))];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Text];
    private static readonly byte[] WebP = [.. "RIFF"u8, .. Text];

    public static TheoryData<string, byte[], byte[], string?> Bodies => new()
    {
        { "plain", Text, Text, null },
        { "empty", [], [], null },
        { "three bytes", [1, 2, 3], [1, 2, 3], null },
        { "one byte, said to be gzip", [1], [1], "gzip" },
        { "PNG, said to be deflate", Pictures.Png, Pictures.Png, "deflate" },
        { "JPEG, said to be deflate", Jpeg, Jpeg, "x-deflate" },
        { "WebP, said to be br", WebP, WebP, "br" },
        { "gzip", Packed(stream => new GZipStream(stream, CompressionLevel.Fastest)), Text, "gzip" },
        { "gzip that is not named", Packed(stream => new GZipStream(stream, CompressionLevel.Fastest)), Text, null },
        { "zlib", Packed(stream => new ZLibStream(stream, CompressionLevel.Fastest)), Text, "Deflate" },
        { "zlib by its other name", Packed(stream => new ZLibStream(stream, CompressionLevel.Fastest)), Text, "x-deflate" },
        { "bare deflate", Packed(stream => new DeflateStream(stream, CompressionLevel.Fastest)), Text, "deflate" },
        { "bare deflate by its other name", Packed(stream => new DeflateStream(stream, CompressionLevel.Fastest)), Text, "x-deflate" },
        { "br", Packed(stream => new BrotliStream(stream, CompressionLevel.Fastest)), Text, "BR" },
        { "an unknown name", Text, Text, "zstd" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_plain_in_pieces_of_any_size(string way, byte[] body, byte[] plain, string? encoding)
    {
        foreach (var piece in new[] { 1, 3, 4096 })
        {
            using var content = new ByteArrayContent([]);
            if (encoding is not null)
            {
                content.Headers.ContentEncoding.Add(encoding);
            }

            var moves = 0;
            using var stream = await Unpacked.OpenAsync(content, new Pieces(body, piece), () => moves++, CancellationToken.None);
            using var all = new MemoryStream();
            await stream.CopyToAsync(all);

            Assert.Equal((way, piece, true), (way, piece, plain.AsSpan().SequenceEqual(all.ToArray())));
            Assert.Equal((Math.Min(4, body.Length) + Math.Min(4, piece) - 1) / Math.Min(4, piece), moves);
        }
    }

    [Fact]
    public async Task It_is_read_without_waiting_as_well_and_disposes_of_what_is_behind_it()
    {
        var pieces = new Pieces(Text, 3);
        using var content = new ByteArrayContent([]);
        var all = new List<byte>();
        using (var stream = await Unpacked.OpenAsync(content, pieces, () => { }, CancellationToken.None))
        {
            Assert.Equal((true, false, false), (stream.CanRead, stream.CanSeek, stream.CanWrite));
            var buffer = new byte[10];
            int read;
            while ((read = stream.Read(buffer, 2, 2)) > 0)
            {
                all.AddRange(buffer[2..(2 + read)]);
            }
        }

        Assert.Equal(Text, all);
        Assert.True(pieces.IsDisposed);
    }

    private static byte[] Packed(Func<Stream, Stream> open) => PackedReplyTests.Pack(Text, open);

    /// <summary>A body that arrives in pieces of at most a size.</summary>
    private sealed class Pieces(byte[] body, int most) : MemoryStream(body)
    {
        public bool IsDisposed { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
