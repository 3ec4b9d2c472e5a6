namespace NanoBanana.Client.State;

/// <summary>A file that is written under another name first.</summary>
internal static class TemporaryFile
{
    /// <summary>Deletes it if it is still there; what cannot be deleted stays behind, and the error that led here is the one that counts.</summary>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // it was never made, or stays behind
        }
    }
}
