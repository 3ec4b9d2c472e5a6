using System.Globalization;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>Ids as the page shows them, <c>task_google_</c> and a time in milliseconds, but never the same twice.</summary>
internal static class ApikleyTaskId
{
    private static long _last;

    public static string Next(DateTimeOffset now)
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, now.ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return "task_google_" + next.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
