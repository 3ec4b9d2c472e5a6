namespace NanoBanana.Emulation.Host;

/// <summary>The command line was not understood; the message says what.</summary>
internal sealed class BadArgumentException(string message) : ArgumentException(message);
