using System.Globalization;

namespace NanoBanana.Client.Store.Relational;

/// <summary>A row of spending.</summary>
internal readonly record struct SpendingKey(string Scope, string Account, int Day, string Provider, string Model, string Unit)
{
    /// <summary>Rows are always written in this order, so that two writers never wait for each other in a circle.</summary>
    public string Order => string.Join("\n", Scope, Account, Day.ToString("D10", CultureInfo.InvariantCulture), Provider, Model, Unit);
}
