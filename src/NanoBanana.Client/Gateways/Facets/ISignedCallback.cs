namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway whose callbacks carry a signature, once a secret is set in its console.</summary>
internal interface ISignedCallback : ICallbackShape
{
    /// <summary>The header that holds the signature.</summary>
    string SignatureHeader { get; }

    /// <summary>The header that holds the time of signing, in Unix seconds.</summary>
    string TimestampHeader { get; }

    /// <summary>The signature of a callback.</summary>
    /// <param name="secret">The secret that the user set in the gateway's console.</param>
    /// <param name="id">The task's id.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    string Sign(Secret secret, string id, string timestamp);
}
