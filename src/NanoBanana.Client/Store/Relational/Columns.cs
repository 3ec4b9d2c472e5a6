using System.Data.Common;
using System.Globalization;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Reads columns whose values may be missing.</summary>
internal static class Columns
{
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? Number(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    public static int Count(this DbDataReader reader, int column) => (int)(reader.Number(column) ?? 0);
}
