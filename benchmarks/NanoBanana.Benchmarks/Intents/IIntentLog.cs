namespace NanoBanana.Benchmarks.Intents;

/// <summary>Keeps what becomes of an intent: each step is on the disk when it returns.</summary>
internal interface IIntentLog : IDisposable
{
    /// <summary>The steps of an intent: claimed, about to be sent, accepted, ended.</summary>
    const int Steps = 4;

    /// <summary>All steps of one intent, one after the other.</summary>
    Task RunAsync(int number);
}
