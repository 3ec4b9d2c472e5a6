using NanoBanana.Emulation.Callbacks;
using NanoBanana.Emulation.Control;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Gateways.AigptImage;
using NanoBanana.Emulation.Gateways.Apikley;
using NanoBanana.Emulation.Gateways.Crun;
using NanoBanana.Emulation.Gateways.NanoBananaApi;
using NanoBanana.Emulation.Gateways.Pixazo;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Hosting;

/// <summary>Builds the services around one world and ends their background work.</summary>
internal sealed class House : IReception, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly LoopbackClient _client;
    private readonly FrontDesk _frontDesk;

    public House(World world)
    {
        _client = new LoopbackClient(world.MayCall);
        var download = new LoopbackDownload(_client);
        var desk = new TaskDesk(
            world, new InputReader(download, world.Clock, _closing.Token), new CallbackPoster(world, _client, _closing.Token));
        _frontDesk = new FrontDesk(world,
        [
            new PixazoGateway(world, desk),
            new NanoBananaApiGateway(world, desk),
            new CrunGateway(world, desk, new CrunUploads(world)),
            new ApikleyGateway(world, desk, new ApikleyUploads(world, download)),
            new AigptImageGateway(world, desk),
            .. Providers.Gateways.Select(provider => new ResultShelf(world, provider)),
            new ImageHost(world.Files),
            new ControlDoor(world),
            new RedirectTrap(world),
        ]);
    }

    public bool TurnsAway(EmulatorRequest head) => _frontDesk.TurnsAway(head);

    public Task<Reply> AnswerAsync(EmulatorRequest request, CancellationToken cancel) => _frontDesk.AnswerAsync(request, cancel);

    public void Dispose()
    {
        _closing.Cancel();
        _client.Dispose();
    }
}
