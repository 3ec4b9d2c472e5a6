using System.Text;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.State;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;
using NanoBanana.Fuzz.Corpus;
using NanoBanana.Fuzz.Running;
using NanoBanana.Http1;

namespace NanoBanana.Fuzz.Targets;

/// <summary>What strangers post: bodies to the converter, and whole requests to the listener.</summary>
internal static class CallbackTargets
{
    // it is in the seeds for the address, whose secret differs from process to process
    private const string Path = "/PATH";

    public static IEnumerable<FuzzTarget> All() =>
    [
        new("callback-body", Replies.Callbacks, body => Convert(body)) { Kind = InputKind.Json, Words = ["taskId", "task_id", "success"], Share = 20 },
        new("callback-signature", [.. new[] { "1759665600|c2lnbmF0dXJl", "|", "-1|", "999999999999|====" }.Select(Encoding.UTF8.GetBytes)], Verify) { Words = ["|", "1e9", "+1", "0x10", "\u0661"] },
        new("callback-request", [.. Requests()], ServeAsync)
        {
            Allowed = [typeof(RequestException), typeof(EndOfStreamException)],
            Words = ["\r\n", "\r\n\r\n", "Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "7fffffff\r\n", "ffffffff\r\n", "0\r\n\r\n", Path, "/../", "%00", " HTTP/1.1", ":"],
            Share = 20,
        },
    ];

    private static bool Convert(byte[] body)
    {
        var options = new CallbackOptions { Time = new JumpTime() };
        var callback = CallbackReader.Read(body, [], options);
        return callback.Id.Length is > 0 and <= 200 && callback.ClaimedState.Length > 0 ? true : throw new InvalidDataException("A callback of nothing.");
    }

    private static bool Verify(byte[] input)
    {
        var parts = Encoding.UTF8.GetString(input).Split('|');
        var headers = new[] { "X-Webhook-Timestamp", "x-webhook-signature" }.Zip(parts, KeyValuePair.Create);
        CallbackReader.Read(Encoding.UTF8.GetBytes("""{"code":200,"data":{"taskId":"t","state":"success"}}"""), headers, new CallbackOptions { Provider = ProviderNames.Apikley, Secrets = [new Secret("whsec")], Time = new JumpTime() });
        throw new InvalidDataException("A forged signature was accepted.");
    }

    private static async ValueTask<bool> ServeAsync(byte[] input)
    {
        var options = new CallbackListenerOptions { PublicUri = new Uri("https://example.com/hooks"), Reading = new CallbackOptions { Time = new JumpTime() }, MaxHeadBytes = 2048, Signals = new TaskSignals() };
        var handler = new CallbackHandler(options);
        var address = handler.Address.For(options.PublicUri, ProviderNames.Apikley).AbsolutePath;
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace(Path, address, StringComparison.Ordinal)));
        var reader = new ConnectionReader(stream);
        var head = await RequestHead.ReadAsync(reader, options.MaxHeadBytes, CancellationToken.None) ?? throw new EndOfStreamException();
        handler.Examine(head);
        var body = await RequestBody.ReadAsync(head, reader, new HttpServerOptions { MaxBodyBytes = options.Reading.MaxBytes }, CancellationToken.None);
        return (await handler.AnswerAsync(head, body, CancellationToken.None)) is { Status: 200, Sent: not null };
    }

    private static IEnumerable<byte[]> Requests()
    {
        foreach (var body in Replies.Callbacks)
        {
            yield return [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"POST {Path}?a=b HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n")), .. body];
            yield return
            [
                .. Encoding.ASCII.GetBytes(FormattableString.Invariant($"POST {Path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length / 2:x}\r\n")), .. body[..(body.Length / 2)],
                .. Encoding.ASCII.GetBytes(FormattableString.Invariant($"\r\n{body.Length - (body.Length / 2):x};a=b\r\n")), .. body[(body.Length / 2)..], .. "\r\n0\r\n\r\n"u8,
            ];
        }

        yield return Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n");
    }
}
