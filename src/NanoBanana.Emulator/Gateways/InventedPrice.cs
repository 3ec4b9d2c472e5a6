namespace NanoBanana.Emulation.Gateways;

/// <summary>What the four credit gateways charge for an image. Invented: none of them prints its price for this model.</summary>
internal static class InventedPrice
{
    public const decimal Credits = 4m;
}
