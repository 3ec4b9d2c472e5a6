using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>What the spending of a task depends on.</summary>
internal sealed record TaskMoney(string Scope, string Account, int Day, string Provider, string Model, Charge Charge, bool HasEnded, StoredPrice Price);
