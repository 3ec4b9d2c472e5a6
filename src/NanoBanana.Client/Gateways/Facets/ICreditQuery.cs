namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that reports the balance of an account.</summary>
internal interface ICreditQuery
{
    /// <summary>The call that asks for the balance. It is free.</summary>
    GatewayCall Credit();

    /// <summary>The balance in credits, or null if the reply holds none.</summary>
    decimal? ReadCredit(GatewayReply reply);
}
