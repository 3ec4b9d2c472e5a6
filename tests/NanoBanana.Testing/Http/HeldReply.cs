using System.Text;
using NanoBanana.Client.State;

namespace NanoBanana.Testing;

/// <summary>An answer that a test gives when it wants to.</summary>
public sealed class HeldReply
{
    private readonly TaskCompletionSource _inFlight = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HttpResponseMessage> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once the request is under way.</summary>
    public Task InFlight => _inFlight.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Answer(int status, string body) => _reply.SetResult(StubHttp.Reply(status, Encoding.UTF8.GetBytes(body), []));

    public Task<HttpResponseMessage> WaitAsync(CancellationToken cancel)
    {
        _inFlight.SetResult();
        return _reply.Task.WaitAsync(cancel);
    }
}
