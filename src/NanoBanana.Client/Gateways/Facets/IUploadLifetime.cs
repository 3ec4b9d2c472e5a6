namespace NanoBanana.Client.Gateways.Facets;

/// <summary>A gateway that takes uploads itself, in one of the forms derived from this.</summary>
internal interface IUploadLifetime
{
    /// <summary>How long an upload can be used again: somewhat less than what the gateway documents.</summary>
    TimeSpan UploadLifetime { get; }
}
