using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Targets;

/// <summary>Every parser of bytes that we did not write.</summary>
internal static class AllTargets
{
    /// <param name="home">Where the targets that read files have them.</param>
    public static IReadOnlyList<FuzzTarget> In(FuzzHome home) =>
    [
        .. ReplyTargets.All(),
        .. ClientTargets.All(),
        .. CallbackTargets.All(),
        .. WordTargets.All(),
        .. ImageTargets.All(),
        .. StateTargets.In(home),
    ];
}
