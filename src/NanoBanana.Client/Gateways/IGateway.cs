namespace NanoBanana.Client.Gateways;

/// <summary>One gateway as a pure mapping: requests to HTTP messages, replies to snapshots. It sends nothing and keeps nothing.
/// What only some gateways have is a facet (<see cref="Facets"/>), so that no code asks which gateway it is.</summary>
internal interface IGateway
{
    ProviderDescription Description { get; }

    /// <summary>Name of the header that carries the key, and the text before the key in it.</summary>
    (string Name, string Prefix) KeyHeader { get; }

    /// <summary>True if the gateway's error codes can come in a reply of HTTP 200.</summary>
    bool HasEnvelope { get; }

    /// <summary>The members that name a task in its replies.</summary>
    IReadOnlyList<string> IdNames { get; }

    /// <summary>The names of the forms of a request that it knows, for the rows of its models; the first one is taken if a row names none.</summary>
    IReadOnlyList<string> Dialects { get; }

    /// <summary>The submit of a request, in the dialect of its row.</summary>
    GatewayCall Submit(GatewayRequest request);

    /// <summary>Reads an accepted submit; the snapshot's id is null if the reply has none.</summary>
    TaskSnapshot ReadSubmit(GatewayReply reply);

    GatewayCall Query(TaskHandle task);

    TaskSnapshot ReadQuery(GatewayReply reply);
}
