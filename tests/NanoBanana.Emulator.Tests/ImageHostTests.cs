using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The image host stores what it is given, without a key.</summary>
public sealed class ImageHostTests
{
    [Fact]
    public async Task What_was_put_can_be_fetched_and_deleted()
    {
        using var sandbox = new Sandbox();
        var url = sandbox.Emulator.ImageHost + "/folder/a%20b%20%C3%A9.png";
        var put = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([1, 2, 3]) };
        put.Content.Headers.ContentType = new("image/png");

        var stored = await sandbox.SendAsync(put);
        var fetched = await sandbox.GetAsync(url);
        var head = await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        var removed = await sandbox.SendAsync(new HttpRequestMessage(HttpMethod.Delete, url));

        Assert.Equal((201, url), (stored.Status, stored.Headers.Location!.AbsoluteUri));
        Assert.Equal((200, "application/octet-stream"), (fetched.Status, fetched.MediaType));
        Assert.Equal(["nosniff"], fetched.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal([1, 2, 3], fetched.Bytes);
        Assert.Equal((200, 204), (head.Status, removed.Status));
        Assert.Equal(404, (await sandbox.GetAsync(url)).Status);
    }

    [Fact]
    public async Task A_name_is_needed_and_a_strange_name_is_404()
    {
        using var sandbox = new Sandbox();

        Assert.Equal(400, (await sandbox.PutAsync("/host/", [1])).Status);
        Assert.Equal(404, (await sandbox.GetAsync("/host/nothing")).Status);
        Assert.Equal(404, (await sandbox.GetAsync("/hostile/nothing")).Status);
    }
}
