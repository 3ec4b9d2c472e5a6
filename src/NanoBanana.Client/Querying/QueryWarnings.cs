using System.Collections.Concurrent;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Querying;

/// <summary>Warns of what is odd in a reply that could be read all the same.</summary>
internal sealed class QueryWarnings(Profile profile, IGateway gateway, IClientLog? log)
{
    private static readonly ConcurrentDictionary<string, byte> Written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes what is odd: a form that no page describes once per process, missing or surplus images for each task.</summary>
    /// <param name="task">The task as the reply shows it.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="snapshot">What the gateway's reader found in it.</param>
    public void Write(ImageTask task, GatewayReply reply, TaskSnapshot snapshot)
    {
        foreach (var oddity in ReplyOddities.Of(gateway, reply, snapshot))
        {
            if (Written.TryAdd(oddity, 0))
            {
                log?.Warning(oddity);
            }
        }

        if (ReportedModel.IsOther(task, snapshot.Echo?.Model))
        {
            var said = $"{profile.Provider} reports the model '{Redaction.Message(snapshot.Echo!.Model!, key: null)}' for a task that requested '{task.Model}'";
            var warning = $"{said}: task {task.Id}. (ModelSubstituted)";
            if (Written.TryAdd(said, 0))
            {
                log?.Warning(warning);
            }
            else
            {
                log?.Verbose(warning);
            }
        }

        if (task.State is TaskStates.Succeeded && snapshot.Images.Count > task.Images.Count)
        {
            log?.Warning(FormattableString.Invariant($"{profile.Provider} returned {snapshot.Images.Count:N0} images for task {task.Id}, which requested {task.Count}; the first {task.Images.Count} are kept."));
        }

        if (task.State is TaskStates.Succeeded && task.Images.Count < task.Count)
        {
            log?.Warning($"{profile.Provider} returned {task.Images.Count} of the {task.Count} images that task {task.Id} requested.");
        }
    }
}
