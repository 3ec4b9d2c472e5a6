namespace NanoBanana.Client.State;

/// <summary>Writes a file again next to the old one and moves it into place, so that a crash leaves one of the two whole.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces a file of the state folder; the caller holds its lock.</summary>
    public static void Replace(string path, Action<Stream> write)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        using (var file = HomeFolder.Open(temporary, FileShare.None))
        {
            using var whole = new BufferedStream(file, 64 * 1024);
            write(whole);
            whole.Flush();
            file.Flush(flushToDisk: true);
        }

#if NET
        File.Move(temporary, path, overwrite: true);
#else
        if (File.Exists(path))
        {
            File.Replace(temporary, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(temporary, path);
        }
#endif
    }
}
