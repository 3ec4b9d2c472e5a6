using Microsoft.Extensions.Time.Testing;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>The days of a store are those of its own time zone, wherever the machine is.</summary>
public sealed class DayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    /// <summary>No machine has the day of both.</summary>
    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Etc/GMT+12")]
    public async Task A_statement_has_the_days_of_the_budget(string zone)
    {
        using var place = StorePlace.Create("SQLite");
        var time = new FakeTimeProvider(Noon);
        var store = place.Open(zone: zone, time: time);
        var paid = await store.SubmitAsync(Work.Claim("paid"), "task-1");
        await store.RecordAsync(Work.Ended(paid, TaskStates.Succeeded));
        var failed = await store.SubmitAsync(Work.Claim("failed"), "task-2");
        await store.RecordAsync(Work.Ended(failed, TaskStates.Failed));
        await store.KeepCreditAsync(new CreditSnapshot("account-1", Noon, 10, Currencies.Usd), CancellationToken.None);

        var line = Assert.Single(await new Statement(new TaskJournal(store, time), since: null, EmulatorScope.None).LinesAsync(CancellationToken.None));

        var day = (await store.TodayAsync()).Since;
        Assert.Equal(day, TimeZoneInfo.ConvertTime(Noon, TimeZoneInfo.FindSystemTimeZoneById(zone)).Date);
        Assert.Equal((day, 1, 1, 10m), (line.Day, line.Tasks, line.Released, line.Opening));
    }

    /// <summary>A store that is opened by another machine has the days that it was made with.</summary>
    [Theory]
    [MemberData(nameof(StorePlace.Kinds), MemberType = typeof(StorePlace))]
    public async Task Every_machine_counts_the_days_that_the_store_was_made_with(string kind)
    {
        using var place = StorePlace.Create(kind);
        await place.Open(zone: "Pacific/Kiritimati").SubmitAsync(Work.Claim("k"), "task-1");

        Assert.Equal("Pacific/Kiritimati", (await place.Open(zone: "UTC").TimeZoneAsync(CancellationToken.None)).Id);
    }

    /// <summary>Before anything was written and after it: at noon in Greenwich the next month has begun there.</summary>
    [Fact]
    public async Task A_day_and_a_month_begin_in_the_zone_of_the_store()
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open(zone: "Pacific/Kiritimati", time: new FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 12, 30, 0, TimeSpan.Zero)));
        async Task<(DateTime, DateTime, string)> SinceAsync()
        {
            var month = await store.TotalsAsync("account-1", BudgetCap.Month, Currencies.Usd, creditPrice: null, emulator: null, CancellationToken.None);
            return ((await store.TodayAsync()).Since, month.Since, (await store.TimeZoneAsync(CancellationToken.None)).Id);
        }

        var first = new DateTime(2026, 4, 1);
        Assert.Equal((first, first, "Pacific/Kiritimati"), await SinceAsync());
        await store.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        Assert.Equal((first, first, "Pacific/Kiritimati"), await SinceAsync());
    }
}
