using NanoBanana.Client.Model;

namespace NanoBanana.Mutation.Lists;

/// <summary>Mistakes that spend more than was allowed, or less than is there.</summary>
internal static class BudgetMutations
{
    private const string Book = "Journal/SpendingTotals.cs";
    private const string Records = "Journal/JournalRecords.cs";
    private const string Writer = "Journal/JournalWriter.cs";
    private const string Check = "Pricing/BudgetCheck.cs";
    private const string Run = "Pricing/RunBudget.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(Writer, "                pending.Check?.Invoke(spending);\n", "", "no budget is checked"),
        new(Writer, "                spending.Expect(pending.Records);\n", "", "two submits of one moment both take the last of the budget"),
        new(Writer, "            spending.Forget();\n", "", "what could not be written uses the budget up"),
        new(Book, "if (!_open.ContainsKey(record.Intent) && record is", "if (record is", "an intent counts twice"),
        new(Book, "(record.Kind is JournalKinds.Landed && record.Landing is not nameof(Landing.Unknown))", "record.Kind is JournalKinds.Landed", "an unknown outcome frees its money, which may have been spent"),
        new(Book, "record.State is TaskStates.Failed && record.Failure is not { MayHaveBeenCharged: true }", "record.State is TaskStates.Failed", "a failure that was charged frees its money"),
        new(Book, "        if (anew)\n", "        if (false)\n", "after other tasks were removed, all counts twice"),
        new(Book, "each.Key.Day >= since", "each.Key.Day > since", "today's spending does not count"),
        new(Book, "string.Equals(each.Key.Profile, profile, StringComparison.OrdinalIgnoreCase)", "string.Equals(each.Key.Profile, profile, StringComparison.Ordinal)", "the same profile in other letters has a second budget"),
        new(Book, "            Add(open, sign: -1);\n            _open.Remove", "            _open.Remove", "what was turned away uses the budget up"),
        new(Records, "if (amount is not > 0)", "if (amount is null)", "a success for which the gateway says 0 frees what was set aside"),
        new(Records, "Reserved = reserve?.Amount,", "Reserved = null,", "nothing is set aside"),
        new(Records, "entry.Charge is Charge.Released || (", "entry.Charge is not Charge.Spent || (", "a removed task of unknown outcome is forgotten by the budgets"),
        new(Check, "if (spent + reserved + wanted.Amount > cap.Amount)", "if (spent + wanted.Amount > cap.Amount)", "submits at the same time overspend"),
        new(Check, "if (spent + reserved + wanted.Amount > cap.Amount)", "if (spent + reserved > cap.Amount)", "the last submit overspends"),
        new(Check, "new Money(amount * creditPrice, cap.Currency)", "new Money(amount, cap.Currency)", "credits count as dollars"),
        new(Check, "new DateTime(today.Year, today.Month, 1,", "new DateTime(today.Year, today.Month, today.Day,", "the monthly budget forgets yesterday"),
        new(Run, "if (_taken + wanted.Amount > cap.Amount)", "if (wanted.Amount > cap.Amount)", "-MaxCost holds for each item alone"),
        new(Run, "            _taken += wanted.Amount;\n", "", "-MaxCost forgets what was submitted"),
        new(Run, "_taken -= reserved?.Amount ?? 0;", "", "-MaxCost counts what was turned away"),
    ];
}
