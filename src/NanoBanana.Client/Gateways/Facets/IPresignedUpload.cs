namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that hands out an address for an HTTP PUT of the file.</summary>
internal interface IPresignedUpload : IUploadLifetime
{
    /// <summary>Asks for the address.</summary>
    /// <param name="contentType">The file's media type, such as <c>image/png</c>.</param>
    /// <param name="extension">The file's extension with its dot, such as <c>.png</c>.</param>
    GatewayCall UploadUrl(string contentType, string extension);

    /// <summary>Where to put the file, and where the gateway then finds it.</summary>
    (string? PutUrl, string? FileUrl) ReadUploadUrl(GatewayReply reply);
}
