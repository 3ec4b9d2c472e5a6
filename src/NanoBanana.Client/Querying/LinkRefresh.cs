using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Querying;

/// <summary>Asks the gateway for a new link after one of its links has expired.</summary>
internal sealed class LinkRefresh(Profile profile, ClientOptions options)
{
    private readonly IGateway _gateway = GatewayRegistry.Find(profile.Provider);

    /// <summary>The image with a fresh link.</summary>
    /// <exception cref="NanoBananaException">There is no key, the gateway refuses, or it no longer has the image.</exception>
    public async Task<ResultImage> RefreshAsync(ImageTask task, ResultImage image, CancellationToken cancellationToken)
    {
        var id = task.Id ?? throw new NanoBananaException(ErrorIds.TaskIdRequired, task.State) { Target = task };
        var key = await options.Profiles.KeyAsync(profile, cancellationToken).ConfigureAwait(false);
        var sender = new QuerySender(new GatewaySender(options.Http ?? HttpStack.For(profile), _gateway, profile, options.Time, options.Log), _gateway, profile, options);

        if (_gateway is IFreshLink fresh && !image.IsInline())
        {
            var reply = await sender.SendAndJudgeAsync(fresh.FreshLink(image.Url), key, id, cancellationToken).ConfigureAwait(false);
            return fresh.ReadFreshLink(reply) is { } url
                ? image with { Url = url, ExpiresAt = options.Time.GetUtcNow() + fresh.FreshLinkLifetime }
                : throw Missing(id);
        }

        var answer = await sender.SendAndJudgeAsync(_gateway.Query(new TaskHandle(id, StatusUrl.Trusted(task.StatusUrl, profile), task.Model)), key, id, cancellationToken).ConfigureAwait(false);
        var seen = _gateway.ReadQuery(answer);
        return (seen.IsOf(id) ? seen.Images : []).FirstOrDefault(each => each.Index == image.Index) ?? throw Missing(id);
    }

    private NanoBananaException Missing(string id) => new(ErrorIds.ResultMissing, profile.Provider, id) { Target = id, Provider = profile.Provider, Profile = profile.Name };
}
