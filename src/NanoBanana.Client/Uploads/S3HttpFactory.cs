using Amazon.Runtime;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Uploads;

/// <summary>Lets the AWS SDK go the way of the profile's other connections: its proxy, its certificates.</summary>
internal sealed class S3HttpFactory(Profile profile) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => HttpStack.For(profile);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
