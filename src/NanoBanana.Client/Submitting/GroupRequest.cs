using NanoBanana.Client.Submitting;

namespace NanoBanana.Client;

/// <summary>A request that was checked for several gateways.</summary>
public sealed record GroupRequest
{
    internal GroupRequest()
    {
    }

    /// <summary>The request for each gateway that can accept it, in the order in which they are tried; at least one.</summary>
    public required IReadOnlyList<PreparedRequest> Candidates { get; init; }

    /// <summary>The gateways that cannot accept it according to the rows of their models, and why.</summary>
    public IReadOnlyList<TaskAttempt> PassedOver { get; init; } = [];

    /// <summary>
    /// The task that the request would become, for <c>-WhatIf</c>. Its profile has the names of all profiles in the order in which they
    /// would be tried, separated by commas, so that it is submitted as it was planned and has the same work key.
    /// </summary>
    /// <returns>A task in the state <see cref="TaskStates.Planned"/>.</returns>
    public ImageTask Plan() => Candidates[0].Plan() with
    {
        Profile = string.Join(", ", Candidates.Select(each => each.Profile.Name).Concat(PassedOver.Select(each => each.Profile))),
    };
}
