using System.Text.Json;

namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that posts callbacks.</summary>
internal interface ICallbackShape
{
    /// <summary>Reads the body of a callback; null if it does not have the shape of this gateway's, or names no task.</summary>
    TaskSnapshot? ReadCallback(JsonElement body);
}
