namespace NanoBanana.Emulation.Images;

/// <summary>An encoded image and its media type.</summary>
internal sealed record EncodedImage(byte[] Bytes, string MediaType)
{
    public string ToDataUri() => $"data:{MediaType};base64,{Convert.ToBase64String(Bytes)}";
}
