using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>One Pester file; it gives a result for each of its tests.</summary>
public sealed class PesterTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For deserialization only.")]
    public PesterTestCase()
    {
    }

    public PesterTestCase(IMessageSink diagnostics, ITestMethod method, string file)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method) => FileName = file;

    /// <summary>The name of the file, without its folder.</summary>
    public string FileName { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(FileName), FileName);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        base.Deserialize(data);
        FileName = data.GetValue<string>(nameof(FileName));
    }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource) =>
        new PesterRunner(this, messageBus, aggregator, cancellationTokenSource).RunAsync();

    /// <inheritdoc/>
    protected override void Initialize()
    {
        base.Initialize();
        DisplayName = FileName;
        Traits["Leg"] = ["Pester"];
    }

    /// <inheritdoc/>
    protected override string GetUniqueID() => base.GetUniqueID() + FileName;
}
