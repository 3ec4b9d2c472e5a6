namespace NanoBanana.Mutation.Lists;

/// <summary>Mistakes that spend more than was allowed, or less than is there.</summary>
internal static class BudgetMutations
{
    private const string Rules = "Store/ChargeRules.cs";
    private const string Claim = "Store/Relational/ClaimWrite.cs";
    private const string Group = "Store/Relational/WriteGroup.cs";
    private const string Spending = "Store/Relational/SpendingTable.cs";
    private const string Days = "Store/Relational/Days.cs";
    private const string Remove = "Store/Relational/RemoveWrite.cs";
    private const string Check = "Pricing/BudgetCheck.cs";
    private const string Run = "Pricing/RunBudget.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(Rules, "landing is TaskStates.Unknown ? Charge.Unknown : Charge.Released", "Charge.Released", "an unknown outcome frees its money, which may have been spent"),
        new("Model/Charges.cs", "(state is TaskStates.Failed && !mayHaveBeenCharged)", "(state is TaskStates.Failed)", "a failure that was charged frees its money"),
        new(Rules, "charge is Charge.Spent or Charge.Unknown", "charge is Charge.Spent", "-Resume pays again for what was perhaps charged"),
        new(Claim, "if (totals.Spent + totals.Reserved + cap.Wanted > cap.Cap.Amount)", "if (totals.Spent + cap.Wanted > cap.Cap.Amount)", "submits at the same time overspend"),
        new(Claim, "if (totals.Spent + totals.Reserved + cap.Wanted > cap.Cap.Amount)", "if (totals.Spent + totals.Reserved > cap.Cap.Amount)", "the last submit overspends"),
        new(Group, "sums.Value.Add(Sum(new SpendingLine(line.Unit, 0, 0, 0, 0, 0), line, sign));", "", "two submits of one moment both take the last of the budget"),
        new(Spending, "account = @account AND day >= @since", "account = @account AND day > @since", "today's spending does not count"),
        new(Days, "BudgetCap.Month => day - ToDay(day).Day + 1,", "BudgetCap.Month => day,", "the monthly budget forgets yesterday"),
        new(Remove, "Charge = row.Task.State is StoredStates.Sending ? Charge.Unknown : row.Task.State is StoredStates.Claimed ? Charge.Released : row.Task.Charge", "Charge = Charge.Released", "a removed task's charge is forgotten by the budgets"),
        new(Check, "new Money(amount * creditPrice, cap.Currency)", "new Money(amount, cap.Currency)", "credits count as dollars"),
        new(Run, "if (_taken + wanted.Amount > cap!.Amount)", "if (wanted.Amount > cap!.Amount)", "-MaxCost holds for each item alone"),
        new(Run, "            _taken += wanted.Amount;\n", "", "-MaxCost forgets what was submitted"),
        new(Run, "_taken -= reserved?.Amount ?? 0;", "", "-MaxCost counts what was turned away"),
    ];
}
