namespace NanoBanana.Crash;

/// <summary>What is counted of the runs of one gateway.</summary>
internal sealed record Figures(string Name)
{
    public int Runs { get; set; }

    public int Kills { get; set; }

    public int Charges { get; set; }

    /// <summary>Unknown outcomes that were settled through the ledger.</summary>
    public int Settled { get; set; }

    /// <summary>Charges of which the journal knew nothing, and items that no resuming finished.</summary>
    public int Lost { get; set; }

    /// <summary>Charges beyond one an item.</summary>
    public int Duplicates { get; set; }

    public static Figures Sum(IEnumerable<Figures> all) => all.Aggregate(new Figures("total"), static (sum, each) => sum with
    {
        Runs = sum.Runs + each.Runs,
        Kills = sum.Kills + each.Kills,
        Charges = sum.Charges + each.Charges,
        Settled = sum.Settled + each.Settled,
        Lost = sum.Lost + each.Lost,
        Duplicates = sum.Duplicates + each.Duplicates,
    });

    public static string Title => FormattableString.Invariant($"{"gateway",-14}{"runs",8}{"kills",8}{"charges",10}{"settled",10}{"lost",8}{"duplicates",12}");

    public override string ToString() => FormattableString.Invariant($"{Name,-14}{Runs,8}{Kills,8}{Charges,10}{Settled,10}{Lost,8}{Duplicates,12}");
}
