using FsCheck;
using FsCheck.Fluent;

namespace NanoBanana.Trust.Tests.Support;

/// <summary>Checks a property on many cases. The seed is fixed, so that a run that failed fails again; FsCheck's message names the smallest case and the seed.</summary>
internal static class Law
{
    private const ulong Seed = 20261121;

    public static void Holds<T>(Gen<T> cases, Action<T> check, int times = 1000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(Seed, gamma: 1), Prop.ForAll(cases.ToArbitrary(), check));
}
