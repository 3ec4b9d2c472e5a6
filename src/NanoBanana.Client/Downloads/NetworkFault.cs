namespace NanoBanana.Client.Downloads;

/// <summary>A body that broke off; unlike after a fault of the disk, another attempt may succeed.</summary>
internal sealed class NetworkFault(IOException inner) : Exception(inner.Message, inner);
