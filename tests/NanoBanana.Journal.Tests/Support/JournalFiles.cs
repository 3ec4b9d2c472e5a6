namespace NanoBanana.Journal.Tests.Support;

/// <summary>The journal's files in a test's folder.</summary>
internal static class JournalFiles
{
    extension(TempFolder folder)
    {
        public string Home => folder.At("home");

        public string Journal => Path.Combine(folder.Home, "store.db");

        public void PutJournal(byte[] bytes)
        {
            Directory.CreateDirectory(folder.Home);
            File.WriteAllBytes(folder.Journal, bytes);
        }

        /// <summary>All files of the home, as one text.</summary>
        public string AllText() => string.Concat(Directory.GetFiles(folder.Home, "*", SearchOption.AllDirectories).Select(ReadShared));
    }

    // others have them open
    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
