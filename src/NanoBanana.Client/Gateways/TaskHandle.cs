namespace NanoBanana.Client.Gateways;

/// <summary>What is known of a task that is asked for.</summary>
/// <param name="Id">The gateway's id.</param>
/// <param name="StatusUrl">Where the gateway said to ask; null if it said nothing, or if that is not trusted.</param>
/// <param name="Model">The gateway's id of its model; null if only the task's id is known.</param>
internal sealed record TaskHandle(string Id, string? StatusUrl = null, string? Model = null);
