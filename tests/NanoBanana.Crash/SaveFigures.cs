namespace NanoBanana.Crash;

/// <summary>What is counted of saves that were killed and run again.</summary>
internal sealed record SaveFigures
{
    public int Runs { get; init; }

    public int Kills { get; init; }

    /// <summary>Files under their final name when the save was killed.</summary>
    public int SavedBefore { get; init; }

    /// <summary>Downloads of the save that completed it.</summary>
    public int FetchedAfter { get; init; }

    /// <summary>Files under a final name that were not whole.</summary>
    public int Partial { get; init; }

    /// <summary>Files missing, too many or not whole at the end, saves that failed, images that the journal does not know as saved.</summary>
    public int Wrong { get; init; }

    /// <summary>Downloads beyond what was missing.</summary>
    public int FetchedTwice { get; init; }

    /// <summary>Files at the end that are no images.</summary>
    public int LeftBehind { get; init; }

    public static string Title => $"{"runs",6}{"kills",7}{"saved before",14}{"fetched after",15}{"partial",9}{"wrong",7}{"fetched twice",15}{"left behind",13}";

    public static SaveFigures Sum(IEnumerable<SaveFigures> all) => all.Aggregate(new SaveFigures(), static (sum, each) => new SaveFigures
    {
        Runs = sum.Runs + each.Runs,
        Kills = sum.Kills + each.Kills,
        SavedBefore = sum.SavedBefore + each.SavedBefore,
        FetchedAfter = sum.FetchedAfter + each.FetchedAfter,
        Partial = sum.Partial + each.Partial,
        Wrong = sum.Wrong + each.Wrong,
        FetchedTwice = sum.FetchedTwice + each.FetchedTwice,
        LeftBehind = sum.LeftBehind + each.LeftBehind,
    });

    public override string ToString() => FormattableString.Invariant($"{Runs,6}{Kills,7}{SavedBefore,14}{FetchedAfter,15}{Partial,9}{Wrong,7}{FetchedTwice,15}{LeftBehind,13}");
}
