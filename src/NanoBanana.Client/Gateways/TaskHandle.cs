namespace NanoBanana.Client.Gateways;

/// <summary>What is known of a task that is asked for.</summary>
/// <param name="Id">The gateway's id.</param>
/// <param name="StatusUrl">Where the gateway said to ask; null where it said nothing, or where that is not trusted.</param>
/// <param name="Model">The gateway's id of its model; null where only the task's id is known.</param>
internal sealed record TaskHandle(string Id, string? StatusUrl = null, string? Model = null);
