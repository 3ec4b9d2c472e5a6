namespace NanoBanana.Client.Downloads;

/// <summary>A body that broke off; told apart from a fault of the disk, which another attempt does not mend.</summary>
internal sealed class NetworkFault(IOException inner) : Exception(inner.Message, inner);
