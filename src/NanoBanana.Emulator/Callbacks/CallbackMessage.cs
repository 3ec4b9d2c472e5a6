using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Callbacks;

/// <summary>A callback as it is posted: body and headers are made once, so that a duplicate is the same to the byte.</summary>
internal sealed class CallbackMessage
{
    private readonly EmulatedTask _task;
    private readonly Reply _body;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;

    /// <param name="task">The task it is for.</param>
    /// <param name="gateway">Whose shape it has.</param>
    /// <param name="snapshot">What it says.</param>
    /// <param name="secret">What it is signed with; null for no signature.</param>
    /// <param name="now">The time in the signature.</param>
    /// <param name="encode">Writes the body in other bytes.</param>
    public CallbackMessage(EmulatedTask task, Gateway gateway, TaskSnapshot snapshot, string? secret, DateTimeOffset now, Func<Reply, Reply> encode)
    {
        _task = task;
        _body = encode(JsonReply.Of(200, gateway.Callback(task, snapshot)));
        _headers = secret is null ? [] : CallbackSigner.Headers(secret, task.Id, now);
    }

    /// <summary>Posts it; what the receiver answers changes nothing but the record.</summary>
    public async Task<Delivery> PostAsync(string kind, LoopbackClient client, DateTimeOffset now, CancellationToken cancel)
    {
        var delivery = new Delivery(_task.Order.Provider, _task.Id, _task.Order.Callback!, kind, _headers.Count > 0, now, null, null);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, delivery.To) { Content = new ByteArrayContent(_body.Body) };
            message.Content.Headers.TryAddWithoutValidation("Content-Type", _body.ContentType);
            foreach (var header in _body.Headers)
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            foreach (var header in _headers)
            {
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            using var response = await client.SendAsync(message, cancel).ConfigureAwait(false);
            return delivery with { Answer = (int)response.StatusCode };
        }
        catch (Exception missed) when (missed is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A callback is a courtesy: a client that missed it can still ask.
            return delivery with { Problem = missed.Message };
        }
    }
}
