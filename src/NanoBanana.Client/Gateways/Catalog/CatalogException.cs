namespace NanoBanana.Client.Gateways.Catalog;

/// <summary>What is wrong with a file of models, without a full stop at its end.</summary>
internal sealed class CatalogException(string message) : Exception(message);
