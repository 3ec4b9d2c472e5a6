using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Reports;
using NanoBanana.Client.Store;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Tasks;

/// <summary>Invalid values of options are refused when they are set. On 438ef55 a watch with ThrottleLimit 0 hung, and other values were ignored.</summary>
public sealed class OptionRangeTests
{
    private static readonly TimeSpan Negative = TimeSpan.FromTicks(-1);

    public static TheoryData<string> Names { get; } = new(Makers.Keys);

    private static Dictionary<string, Func<object>> Makers => new(StringComparer.Ordinal)
    {
        ["WatchOptions.ThrottleLimit"] = () => new WatchOptions { ThrottleLimit = 0 },
        ["WatchOptions.MostQueriesPerSecond"] = () => new WatchOptions { MostQueriesPerSecond = -1 },
        ["WatchOptions.Timeout"] = () => new WatchOptions { Timeout = Negative },
        ["WatchOptions.PollInterval"] = () => new WatchOptions { PollInterval = Negative },
        ["WatchOptions.RequestCost"] = () => new WatchOptions { RequestCost = TimeSpan.Zero },
        ["WatchOptions.Time"] = () => new WatchOptions { Time = null! },
        ["ClientOptions.SubmitBudget"] = () => new ClientOptions { SubmitBudget = Negative },
        ["ClientOptions.QueryBudget"] = () => new ClientOptions { QueryBudget = Negative },
        ["ClientOptions.QuotaBudget"] = () => new ClientOptions { QuotaBudget = TimeSpan.MaxValue },
        ["ClientOptions.StopGrace"] = () => new ClientOptions { StopGrace = Negative },
        ["SaveOptions.Destination"] = () => new SaveOptions { Destination = " " },
        ["SaveOptions.MaxBytes"] = () => new SaveOptions { Destination = "here", MaxBytes = 0 },
        ["CallbackListenerOptions.RequestTimeout"] = () => new CallbackListenerOptions { PublicUri = new Uri("https://x.example"), RequestTimeout = TimeSpan.Zero },
        ["CallbackListenerOptions.MaxConnections"] = () => new CallbackListenerOptions { PublicUri = new Uri("https://x.example"), MaxConnections = 0 },
        ["CallbackListenerOptions.MaxHeadBytes"] = () => new CallbackListenerOptions { PublicUri = new Uri("https://x.example"), MaxHeadBytes = -5 },
        ["CallbackListenerOptions.MemorySize"] = () => new CallbackListenerOptions { PublicUri = new Uri("https://x.example"), MemorySize = 0 },
        ["CallbackOptions.Tolerance"] = () => new CallbackOptions { Tolerance = Negative },
        ["CallbackOptions.MaxBytes"] = () => new CallbackOptions { MaxBytes = 0 },
        ["StoreOptions.Lease"] = () => new StoreOptions { Home = "here", Lease = TimeSpan.Zero },
        ["StoreOptions.Patience"] = () => new StoreOptions { Home = "here", Patience = TimeSpan.Zero },
        ["StoreOptions.FactPatience"] = () => new StoreOptions { Home = "here", FactPatience = Negative },
        ["ReportOptions.Path"] = () => new ReportOptions { Path = string.Empty },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_by_name(string name)
    {
        var error = Assert.ThrowsAny<ArgumentException>(Makers[name]);

        Assert.Equal(name.Split('.')[1], error.ParamName);
    }

    /// <summary>A number or a time that is added later has a range as well.</summary>
    [Fact]
    public void Every_number_and_time_of_public_options_is_checked()
    {
        var unguarded = typeof(ClientOptions).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties().Where(each => each.CanWrite && IsMeasure(each.PropertyType)).Select(each => $"{type.Name}.{each.Name}"))
            .Except(Makers.Keys);

        Assert.Empty(unguarded);
    }

    private static bool IsMeasure(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(int) || plain == typeof(long) || plain == typeof(TimeSpan) || plain == typeof(double));
}
