namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that takes the file as a multipart form.</summary>
internal interface IFormUpload : IUploadLifetime
{
    /// <summary>The path of the form's address below the base URI.</summary>
    string UploadPath { get; }

    /// <summary>The form's field that holds the file.</summary>
    string FileField { get; }

    /// <summary>The form's text fields.</summary>
    /// <param name="name">The name that the file gets.</param>
    IReadOnlyList<KeyValuePair<string, string>> FieldsOf(string name);

    /// <summary>Where the gateway finds the file, or null if the reply does not say.</summary>
    string? ReadUpload(GatewayReply reply);
}
