using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>What can happen to a task, and to a journal.</summary>
public enum Step
{
    Begin,
    Accept,
    Complete,
    Fail,
    Doubt,
    Reject,
    NotCharged,
    Save,
    Forget,
    Reopen,
}

/// <summary>The journal's promise in a dictionary. A number means one task at a time; a new life begins with a new intent.</summary>
internal sealed class JournalModel
{
    private const decimal Reserve = 4;
    private const decimal Price = 2.5m;

    private static readonly DateTimeOffset At = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, string> _current = [];
    private readonly List<Life> _lives = [];
    private decimal _forgotten;
    private decimal _doubted;
    private int _last;

    public (decimal Spent, decimal Reserved) Money =>
        (_forgotten + _lives.Where(life => life.Charge is Charge.Spent).Sum(life => life.Amount), _doubted + _lives.Where(life => life.Charge is Charge.Reserved or Charge.Unknown).Sum(life => life.Amount));

    public IEnumerable<(string Intent, string State, Charge Charge, int Saved, bool CanResume)> Tasks =>
        _lives.Select(life => (life.Intent, life.Charge is Charge.Reserved ? TaskStates.Submitting : life.State, life.Charge, life.Saved ? 1 : 0, life.Charge is not Charge.Released && life.State is not TaskStates.Failed));

    public string? Current(int number) => _current.GetValueOrDefault(number);

    /// <summary>The record of a step; null if a task cannot take it now.</summary>
    public JournalRecord? Apply(Step kind, int number)
    {
        var life = _lives.Find(each => each.Intent == Current(number));
        if (kind is Step.Begin)
        {
            return Begin(number);
        }

        return (kind, life) switch
        {
            (Step.Accept, { State: TaskStates.Unknown, Charge: not Charge.Released }) => Become(life, TaskStates.Pending, Charge.Spent, JournalRecords.Accepted(TaskOf(life), At)),
            (Step.Complete, { State: TaskStates.Pending }) => Complete(life),
            (Step.Fail, { State: TaskStates.Pending }) => Become(life, TaskStates.Failed, Charge.Released, JournalRecords.State(TaskOf(life) with { State = TaskStates.Failed, Failure = new TaskFailure { Reason = ErrorIds.TaskFailed, Message = "no" } }, At)),
            (Step.Doubt, { State: TaskStates.Unknown, Charge: Charge.Reserved }) => Become(life, TaskStates.Unknown, Charge.Unknown, JournalRecords.Landed(life.Intent, Landing.Unknown, Doubt(life), At)),
            (Step.Reject, { State: TaskStates.Unknown, Charge: Charge.Reserved }) => Become(life, TaskStates.Failed, Charge.Released, JournalRecords.Landed(life.Intent, Landing.Rejected, error: null, At)),
            (Step.NotCharged, { State: TaskStates.Unknown, Charge: Charge.Unknown }) => Become(life, TaskStates.Failed, Charge.Released, new JournalRecord { Kind = JournalKinds.NotCharged, Intent = life.Intent, At = At }),
            (Step.Save, { State: TaskStates.Succeeded, Saved: false }) => Save(life),
            _ => null,
        };
    }

    /// <summary>Erased, unless it is being sent; what it cost, or may have, stays in the budgets.</summary>
    public void Forget(int number)
    {
        if (_lives.Find(each => each.Intent == Current(number)) is { Charge: not Charge.Reserved } life)
        {
            _forgotten += life.Charge is Charge.Spent ? life.Amount : 0;
            _doubted += life.Charge is Charge.Unknown ? life.Amount : 0;
            _lives.Remove(life);
        }
    }

    private JournalRecord Begin(int number)
    {
        var life = new Life(FormattableString.Invariant($"i{_last++}"));
        _current[number] = life.Intent;
        _lives.Add(life);
        return JournalRecords.Intent(TaskOf(life), "print", new Uri("https://api.crun.ai"), new Money(Reserve, "credits"), withPrompt: true, At);
    }

    private static JournalRecord Complete(Life life)
    {
        life.Amount = Price;
        var done = TaskOf(life) with { State = TaskStates.Succeeded, Images = [new ResultImage { Url = "https://cdn.example/a.png", Index = 1 }], Cost = new Cost { Amount = Price, Currency = "credits", Certainty = Certainties.Exact } };
        return Become(life, TaskStates.Succeeded, Charge.Spent, JournalRecords.State(done, At));
    }

    private static JournalRecord Save(Life life)
    {
        life.Saved = true;
        return JournalRecords.Saved(life.Intent, index: 1, "/out/a.png", checksum: 1, At);
    }

    private static JournalRecord Become(Life life, string state, Charge charge, JournalRecord record)
    {
        (life.State, life.Charge) = (state, charge);
        return record;
    }

    private static NanoBananaException Doubt(Life life) => new(ErrorIds.OutcomeUnknown, ProviderNames.Crun, "a reset.", life.Intent) { MayHaveBeenCharged = true };

    private static ImageTask TaskOf(Life life) => new()
    {
        Id = "t-" + life.Intent, Provider = ProviderNames.Crun, Profile = "p", State = TaskStates.Unknown, IntentId = life.Intent,
        Cost = new Cost { Amount = Reserve, Currency = "credits", Certainty = Certainties.Estimated },
    };

    private sealed class Life(string intent)
    {
        public string Intent { get; } = intent;

        public string State { get; set; } = TaskStates.Unknown;

        public Charge Charge { get; set; } = Charge.Reserved;

        public decimal Amount { get; set; } = Reserve;

        public bool Saved { get; set; }
    }
}
