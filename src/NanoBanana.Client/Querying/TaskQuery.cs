using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Querying;

/// <summary>Asks a gateway for the state of a task, and records how it ended.</summary>
internal sealed class TaskQuery(Profile profile, IGateway gateway, QuerySender sender, ClientOptions options)
{
    private readonly QueryReader _reader = new(profile, gateway, options);
    private readonly EndRecord _record = new(options);

    /// <summary>Asks, and again after a fault that may pass.</summary>
    /// <exception cref="NanoBananaException">The gateway does not know the task, or cannot be reached.</exception>
    public Task<ImageTask> QueryAsync(ImageTask task, CancellationToken cancellationToken) => QueryAsync(task, sender.SendAsync, cancellationToken);

    /// <summary>Asks once: a fault that may pass is thrown as well.</summary>
    /// <exception cref="NanoBananaException">The gateway does not know the task, cannot be reached now, or asks to wait.</exception>
    public Task<ImageTask> QueryOnceAsync(ImageTask task, CancellationToken cancellationToken) => QueryAsync(task, sender.SendOnceAsync, cancellationToken);

    private async Task<ImageTask> QueryAsync(ImageTask task, Func<GatewayCall, Secret, object?, CancellationToken, Task<GatewayReply>> send, CancellationToken cancellationToken)
    {
        if (task.State is TaskStates.Failed || (task.State is TaskStates.Succeeded && !task.HasLostImages()))
        {
            return task;
        }

        var id = task.Id ?? throw new NanoBananaException(ErrorIds.TaskIdRequired, task.State) { Target = task };
        var key = await options.Profiles.KeyAsync(profile, cancellationToken).ConfigureAwait(false);
        var reply = await send(gateway.Query(new TaskHandle(id, StatusUrl.Trusted(task.StatusUrl, profile), task.Model)), key, id, cancellationToken).ConfigureAwait(false);
        var seen = _reader.Read(task, reply, key);
        options.Accounts.Of(profile, key, options.Time).Active.Seen(seen);
        await _record.WriteAsync(task, seen).ConfigureAwait(false);
        return seen;
    }
}
