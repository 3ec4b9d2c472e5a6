namespace NanoBanana.Emulation.Tasks;

/// <summary>Where a task stands; each gateway has its own, mostly fewer, words for it.</summary>
internal enum TaskPhase
{
    Waiting,
    Queued,
    Running,
    Succeeded,
    Failed,
}
