namespace NanoBanana.Store.Tests.Support;

/// <summary>Names the servers that cannot be tried on this machine.</summary>
public sealed class Missing
{
    /// <summary>A fact that is skipped with the reason.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class PostgreSqlFactAttribute : FactAttribute
    {
        public PostgreSqlFactAttribute() => Skip = ServerTools.MissingPostgreSql!;
    }

    /// <summary>A fact that is skipped with the reason.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class PgBouncerFactAttribute : FactAttribute
    {
        public PgBouncerFactAttribute() => Skip = ServerTools.MissingPgBouncer!;
    }

    [PostgreSqlFact]
    public void The_contract_is_tried_on_PostgreSQL() => Assert.Contains("PostgreSQL", StorePlace.Names);

    [PgBouncerFact]
    public void The_contract_is_tried_through_PgBouncer() => Assert.Contains("PgBouncer", StorePlace.Names);
}
