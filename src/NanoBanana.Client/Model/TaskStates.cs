namespace NanoBanana;

/// <summary>The states of a task. They are strings, so that they survive Clixml and JSON and compare by name.</summary>
public static class TaskStates
{
    /// <summary>Being sent at this moment, by this run or another.</summary>
    public const string Submitting = "Submitting";

    /// <summary>Accepted, not started.</summary>
    public const string Pending = "Pending";

    /// <summary>The gateway works on it.</summary>
    public const string Running = "Running";

    /// <summary>Ended with images.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Ended without images.</summary>
    public const string Failed = "Failed";

    /// <summary>It is unknown whether the gateway accepted the request.</summary>
    public const string Unknown = "Unknown";

    /// <summary>Planned with <c>-WhatIf</c>: nothing was sent.</summary>
    public const string Planned = "Planned";

    /// <summary>All of them, in the order of a task's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Planned, Submitting, Pending, Running, Succeeded, Failed, Unknown];
}
