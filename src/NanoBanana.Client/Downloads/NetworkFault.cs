namespace NanoBanana.Client.Downloads;

/// <summary>A body that broke off; other than a fault of the disk, another attempt may succeed.</summary>
internal sealed class NetworkFault(IOException inner) : Exception(inner.Message, inner);
