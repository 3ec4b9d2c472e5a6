namespace NanoBanana.Client;

/// <summary>The process's source of jitter, safe for several threads on all frameworks.</summary>
internal static class Jitter
{
#if NET
    public static double Shared() => Random.Shared.NextDouble();
#else
    private static readonly Random Source = new();

    public static double Shared()
    {
        lock (Source)
        {
            return Source.NextDouble();
        }
    }
#endif
}
