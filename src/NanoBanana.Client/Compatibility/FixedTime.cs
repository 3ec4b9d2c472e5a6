#if NET
using System.Security.Cryptography;
#endif

namespace NanoBanana.Client.Compatibility;

/// <summary>Comparison whose time does not show where two values differ.</summary>
internal static class FixedTime
{
    /// <summary>True for the same bytes; the time depends on the lengths alone.</summary>
    public static bool Equal(byte[] one, byte[] other)
    {
#if NET
        return CryptographicOperations.FixedTimeEquals(one, other);
#else
        if (one.Length != other.Length)
        {
            return false;
        }

        var difference = 0;
        for (var i = 0; i < one.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
#endif
    }
}
