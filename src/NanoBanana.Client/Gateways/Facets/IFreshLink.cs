namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway with its own call for a new link to a result. Without this facet a query of the task gives one.</summary>
internal interface IFreshLink
{
    /// <summary>How long a new link works.</summary>
    TimeSpan FreshLinkLifetime { get; }

    /// <summary>Asks for a new link instead of one that has expired.</summary>
    GatewayCall FreshLink(string url);

    /// <summary>The new link, or null if the reply holds none.</summary>
    string? ReadFreshLink(GatewayReply reply);
}
