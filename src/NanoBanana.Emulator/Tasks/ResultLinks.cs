using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Tasks;

/// <summary>The links to a task's results: plain ones, and fresh ones after those have expired.</summary>
internal sealed class ResultLinks
{
    private const string Parameter = "link";

    private readonly string _token = Guid.NewGuid().ToString("N");
    private int _expired;

    /// <summary>Fresh links lead nowhere either.</summary>
    public bool AreLost { get; private set; }

    public bool HaveExpired => Volatile.Read(ref _expired) != 0;

    /// <summary>What makes a link fresh: it works whether the plain ones have expired or not.</summary>
    public string Fresh => $"?{Parameter}={_token}";

    /// <summary>What a query appends to the links it shows.</summary>
    public string Current => HaveExpired ? Fresh : "";

    public void Expire() => Interlocked.Exchange(ref _expired, 1);

    public void Lose()
    {
        AreLost = true;
        Expire();
    }

    public bool IsFresh(IReadOnlyDictionary<string, string> query) => query.TryGetValue(Parameter, out var token) && token.Is(_token);
}
