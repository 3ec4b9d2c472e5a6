namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that says what a request would cost, before it is submitted.</summary>
internal interface IPriceEstimate
{
    /// <summary>The calls that ask for it, in the order in which they are tried; the next one is tried after a 404.</summary>
    IEnumerable<GatewayCall> Estimates(GatewayRequest request);

    /// <summary>The estimate in credits, or null if the reply holds none.</summary>
    decimal? ReadEstimate(GatewayReply reply);
}
