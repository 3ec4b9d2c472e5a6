using NanoBanana.Client.Store;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>The states of the store, and those that users see.</summary>
public sealed class StateTests
{
    [Theory]
    [InlineData(TaskStates.Submitting, StoredStates.Claimed, StoredStates.Sending)]
    [InlineData(TaskStates.Failed, TaskStates.Failed, StoredStates.Claimed)]
    [InlineData(TaskStates.Unknown, TaskStates.Unknown, StoredStates.Sending)]
    [InlineData("pending", TaskStates.Pending)]
    [InlineData(TaskStates.Running, TaskStates.Running)]
    [InlineData("SUCCEEDED", TaskStates.Succeeded)]
    [InlineData(StoredStates.Claimed)]
    [InlineData("anything")]
    public void A_state_that_is_asked_for_selects_those_that_are_shown_as_it(string asked, params string[] stored) => Assert.Equal(stored, StoredStates.ShownAs(asked));

    [Theory]
    [InlineData(StoredStates.Claimed, true, true)]
    [InlineData(StoredStates.Sending, true, true)]
    [InlineData(TaskStates.Pending, true, false)]
    [InlineData(TaskStates.Running, true, false)]
    [InlineData(TaskStates.Unknown, true, false)]
    [InlineData(TaskStates.Succeeded, false, false)]
    [InlineData(TaskStates.Failed, false, false)]
    public void A_task_is_pending_until_its_end_and_in_flight_until_its_receipt(string state, bool isPending, bool isInFlight) =>
        Assert.Equal((isPending, isInFlight), (StoredStates.IsPending(state), StoredStates.IsInFlight(state)));
}
