namespace NanoBanana.Client.Downloads;

/// <summary>A host has no address that may be fetched from. The caller knows whose host it is and words the error.</summary>
internal sealed class AddressRefusedException(string problem) : Exception(problem);
