namespace NanoBanana.Emulation.Files;

/// <summary>A stored file: its bytes and the media type it was stored with.</summary>
internal sealed record StoredFile(byte[] Bytes, string ContentType);
