using System.Security;

namespace NanoBanana;

/// <summary>A value that must not be shown. It has no public property, so that no serialiser finds it.</summary>
public sealed class Secret
{
    private readonly char[] _value;

    /// <summary>Keeps a copy of <paramref name="value"/>.</summary>
    /// <param name="value">The secret; spaces around it are removed.</param>
    public Secret(string value) => _value = value.Trim().ToCharArray();

    /// <inheritdoc/>
    public override string ToString() => "********";

    /// <summary>The secret as a SecureString, for a host that stores secrets itself.</summary>
    /// <returns>A read-only copy.</returns>
    public SecureString ToSecureString()
    {
        var text = new SecureString();
        Array.ForEach(_value, text.AppendChar);
        text.MakeReadOnly();
        return text;
    }

    internal string Reveal() => new(_value);
}
