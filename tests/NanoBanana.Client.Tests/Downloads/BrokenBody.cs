using System.Net;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>A body whose connection breaks after some bytes.</summary>
internal sealed class BrokenBody(byte[] bytes) : MemoryStream(bytes)
{
    public const string Words = "the connection was reset by the host";

    public static HttpResponseMessage Reply(byte[] start) => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenBody(start)) };

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, count) is > 0 and var read ? read : throw new IOException(Words);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        return read > 0 ? read : throw new IOException(Words);
    }
}
