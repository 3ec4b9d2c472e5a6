namespace NanoBanana.Client;

/// <summary>The result of a submit.</summary>
/// <param name="Task">The task: accepted, or in the state <c>Unknown</c>; null if nothing was accepted.</param>
/// <param name="Error">Why it was not accepted, or what is unknown; null if all went well.</param>
public sealed record SubmitResult(ImageTask? Task, NanoBananaException? Error)
{
    /// <summary>True if the task is one of an earlier submit, of this run or another.</summary>
    internal bool IsEarlier { get; init; }

    /// <summary>True if nothing was accepted now, so that nothing can have been charged.</summary>
    internal bool WasReleased => IsEarlier || (Task is null && Error is not { MayHaveBeenCharged: true });

    /// <summary>The accepted task.</summary>
    /// <returns>The task with the id of the gateway.</returns>
    /// <exception cref="NanoBananaException">It was not accepted, or its outcome is unknown.</exception>
    public ImageTask AcceptedTask() => Error is null ? Task! : throw Error;
}
