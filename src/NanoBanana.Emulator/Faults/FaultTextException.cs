namespace NanoBanana.Emulation.Faults;

/// <summary>A fault's text was not understood; the message says what is allowed.</summary>
internal sealed class FaultTextException(string message) : ArgumentException(message);
