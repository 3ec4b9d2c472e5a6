using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>A reply, wholly read.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, string? MediaType, byte[] Bytes)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The reply is JSON null.");

    /// <summary>The code of the envelope, or the HTTP status if there is none.</summary>
    public int Code => Json["code"]?.GetValue<int>() ?? Status;
}
