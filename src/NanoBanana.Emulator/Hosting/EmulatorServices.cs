using NanoBanana.Emulation.Callbacks;
using NanoBanana.Emulation.Control;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Gateways.AigptImage;
using NanoBanana.Emulation.Gateways.Apikley;
using NanoBanana.Emulation.Gateways.Crun;
using NanoBanana.Emulation.Gateways.NanoBananaApi;
using NanoBanana.Emulation.Gateways.Pixazo;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Hosting;

/// <summary>Builds the services around one state and ends their background work.</summary>
internal sealed class EmulatorServices : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly SourcePictures _pictures = new();
    private readonly LoopbackClient _client;
    private readonly ServiceRouter _router;

    public EmulatorServices(EmulatorState state)
    {
        _client = new LoopbackClient(state.MayCall);
        var download = new LoopbackDownload(_client);
        var creator = new TaskCreator(
            state, new InputReader(download, _pictures, state.Clock, _closing.Token), new CallbackSender(state, _client, _closing.Token));
        _router = new ServiceRouter(state,
        [
            new PixazoGateway(state, creator),
            new NanoBananaApiGateway(state, creator),
            new CrunGateway(state, creator, new CrunUploads(state)),
            new ApikleyGateway(state, creator, new ApikleyUploads(state, download)),
            new AigptImageGateway(state, creator),
            .. Providers.Gateways.Select(provider => new ResultHost(state, provider)),
            new ImageHost(state.Files),
            new ControlService(state),
            new RedirectTrap(state),
        ]);
    }

    /// <summary>False while no fault could turn anybody away, so that no request needs to be looked at twice.</summary>
    public bool MayTurnAway => _router.MayTurnAway;

    /// <summary>True when the connection is to be reset as soon as the head of a request was read; the body is still unread.</summary>
    public bool TurnsAway(EmulatorRequest head) => _router.TurnsAway(head);

    /// <summary>The answer to a request that was wholly read.</summary>
    public Task<Reply> AnswerAsync(EmulatorRequest request, CancellationToken cancel) => _router.AnswerAsync(request, cancel);

    public void Dispose()
    {
        _closing.Cancel();
        _client.Dispose();
        _pictures.Dispose();
    }
}
