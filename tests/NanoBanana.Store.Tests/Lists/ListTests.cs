using NanoBanana.Crash.Lists;

namespace NanoBanana.Store.Tests.Lists;

/// <summary>The short form of <c>NanoBanana.Crash --list</c>: several processes with one list, through the client, against the emulator.</summary>
public sealed class ListTests
{
    private const int Records = 40;

    public static TheoryData<string> Stores => [.. ListPlace.Stores];

    /// <summary>Without the pooler, which changes nothing of what a killed process leaves behind.</summary>
    public static TheoryData<string> Databases => [.. ListPlace.Stores.Where(store => store is not "PgBouncer")];

    [Theory, MemberData(nameof(Stores))]
    public async Task Four_processes_that_begin_one_list_at_once_pay_once_for_each_record(string store)
    {
        using var place = new ListPlace(store, Records);

        Assert.Empty(await ListRound.AllAsync(place));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Reversed_lists_one_record_at_a_time_do_not_wait_for_each_other_for_ever(string store)
    {
        using var place = new ListPlace(store, Records);

        Assert.Empty(await ListRound.ReversedAsync(place));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_cap_holds_over_processes_and_names_of_its_profile(string store)
    {
        using var place = new ListPlace(store, Records);

        Assert.Empty(await ListRound.CappedAsync(place));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Killed_processes_leave_no_record_paid_for_twice_and_none_undecided(string store)
    {
        using var place = new ListPlace(store, Records);

        Assert.Empty((await ListRound.KilledAsync(place, first: 10, second: 25)).Problems);
    }

    /// <summary>A process that stood still found its claim taken over, and must not take the next number of the same work for its own.</summary>
    [Theory, MemberData(nameof(Databases))]
    public Task A_process_that_stands_still_before_the_second_commit_finds_the_work_done(string store) =>
        StandsStillAsync(store, "committing", theOther: new ListResult(2, 0, 0, 0));

    /// <summary>A request is held back that would leave later than its lease allows: it is unknown to the others, and asked for again here.</summary>
    [Theory, MemberData(nameof(Databases))]
    public Task A_process_that_stands_still_before_its_first_byte_sends_nothing_on_an_old_permit(string store) =>
        StandsStillAsync(store, "intended", theOther: new ListResult(1, 1, 0, 0));

    [Theory, MemberData(nameof(Databases))]
    public Task A_process_that_stands_still_after_the_answer_still_delivers_its_receipt(string store) =>
        StandsStillAsync(store, "answered", theOther: new ListResult(1, 1, 0, 0));

    [OtherHostFact]
    public void Half_of_the_processes_have_another_host_name() => Assert.Null(ListProcess.MissingHostNames);

    private static async Task StandsStillAsync(string store, string checkpoint, ListResult theOther)
    {
        using var place = new ListPlace(store, records: 2);

        var (problems, other) = await ListRound.StoppedAsync(place, checkpoint);

        Assert.Empty(problems);
        Assert.Equal(theOther, other);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OtherHostFactAttribute : FactAttribute
    {
        public OtherHostFactAttribute() => Skip = ListProcess.MissingHostNames!;
    }
}
