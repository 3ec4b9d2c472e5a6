using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>Claims that wait at the same time share a transaction: each sees what the others of its account add, and nothing else.</summary>
public sealed class SharedTransactionTests
{
    [Fact]
    public async Task Claims_of_one_transaction_see_each_other_and_no_other_account()
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open();
        await store.TodayAsync();
        var claims = new List<Task<ClaimOutcome>>();
        using (var other = place.Connect())
        using (var hold = other.CreateCommand())
        {
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            for (var i = 0; i < 20; i++)
            {
                claims.Add(ClaimAsync(i, "rich", emulator: null, cap: null));
                claims.Add(ClaimAsync(i, "shop", emulator: "127.0.0.1:1", cap: null));
                claims.Add(ClaimAsync(i, "shop", emulator: null, cap: 5));
                claims.Add(ClaimAsync(i, "poor", emulator: null, cap: 3));
            }

            hold.CommandText = "COMMIT";
            hold.ExecuteNonQuery();
        }

        var outcomes = await Task.WhenAll(claims);

        Assert.Equal((5, 3), (Count("shop", 20 + 5), Count("poor", 3)));
        Assert.Equal((5m, 3m, 20m), ((await store.TodayAsync("shop")).Reserved, (await store.TodayAsync("poor")).Reserved, (await store.TodayAsync("rich")).Reserved));

        int Count(string account, int all)
        {
            var claimed = outcomes.Count(outcome => outcome.Claimed?.Account == account);
            Assert.Equal(all, claimed);
            return account is "shop" ? claimed - 20 : claimed;
        }

        Task<ClaimOutcome> ClaimAsync(int i, string account, string? emulator, decimal? cap)
        {
            var claim = Work.Claim(FormattableString.Invariant($"{i:00} {account} {emulator}"), account: account, emulator: emulator);
            var money = cap is { } amount ? new Money(amount, Currencies.Usd) : null;
            return store.ClaimAsync(
                claim with
                {
                    Caps = money is null ? [] :
                    [
                        new BudgetCap { Period = BudgetCap.Month, Cap = money, Wanted = 1 },
                        new BudgetCap { Period = BudgetCap.Day, Cap = money with { Amount = 100 }, Wanted = 1 },
                    ],
                },
                CancellationToken.None);
        }
    }

    [Theory]
    [InlineData(BudgetCap.Day)]
    [InlineData(BudgetCap.Month)]
    public async Task The_last_of_a_budget_goes_to_one_of_them(string period)
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open();
        await store.TodayAsync();
        List<Task<ClaimOutcome>> claims;
        using (var other = place.Connect())
        using (var hold = other.CreateCommand())
        {
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            claims = [.. Enumerable.Range(0, 40).Select(i => store.ClaimAsync(
                Work.Claim(FormattableString.Invariant($"k{i}")) with { Caps = [new BudgetCap { Period = period, Cap = new Money(7, Currencies.Usd), Wanted = 1 }] },
                CancellationToken.None))];
            hold.CommandText = "COMMIT";
            hold.ExecuteNonQuery();
        }

        Assert.Equal(7, (await Task.WhenAll(claims)).Count(outcome => outcome.Claimed is not null));
        Assert.Equal(7, (await store.TodayAsync()).Reserved);
    }
}
