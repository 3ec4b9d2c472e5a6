using System.Data.Common;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>What the spending of a task depends on.</summary>
internal sealed record TaskMoney(string Scope, string Account, int Day, string Provider, string Model, Charge Charge, bool HasEnded, StoredPrice Price)
{
    /// <summary>The columns, in the order in which <see cref="Read"/> takes them.</summary>
    public const string Names = "scope, account, day, provider, model, amount, unit, certainty, ceiling, ceiling_unit";

    /// <summary>Reads a task that has not ended.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="charge">The charge that it counts with.</param>
    public static TaskMoney Read(DbDataReader row, Charge charge) => new(
        row.GetString(0),
        row.GetString(1),
        row.Count(2),
        row.GetString(3),
        row.Text(4) ?? string.Empty,
        charge,
        HasEnded: false,
        new StoredPrice(Micro.ToAmount(row.Number(5)), row.Text(6), row.GetString(7), Micro.ToAmount(row.Number(8)), row.Text(9)));
}
