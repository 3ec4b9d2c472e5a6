using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Hosting;

/// <summary>Hands HTTP requests to the services, and their replies back.</summary>
internal sealed class EmulatorHandler(EmulatorServices services) : IHttpHandler
{
    /// <summary>The emulator's own address, for callers that name no host; set once it listens.</summary>
    public Uri Listening { get; set; } = new("http://127.0.0.1/");

    public Reply? Examine(RequestHead head) => services.MayTurnAway && services.TurnsAway(RequestTarget.Of(head, Listening)) ? Reply.Reset : null;

    public async Task<Reply> AnswerAsync(RequestHead head, byte[] body, CancellationToken cancel)
    {
        var request = RequestTarget.Of(head, Listening) with { Body = body };
        try
        {
            return await services.AnswerAsync(request, cancel).ConfigureAwait(false);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Shown to the caller on purpose: a test must be able to distinguish our mistake from an emulated 500.
            return Reply.Text(500, "Internal error of the emulator: " + bug);
        }
    }

    public Reply Refuse(RequestException refusal) => Reply.Text(refusal.Status, refusal.Message);
}
