namespace NanoBanana.Client.Store.Relational;

/// <summary>What a store says of itself.</summary>
/// <param name="Id">Its own id, made with it.</param>
/// <param name="Version">The version of its schema.</param>
/// <param name="TimeZone">The time zone of its days: an id, or <c>local</c>.</param>
/// <param name="HasImports">It holds tasks that were recorded before there was a store.</param>
internal sealed record StoreFacts(string Id, int Version, string TimeZone, bool HasImports = false);
