namespace NanoBanana.Journal.Tests.Support;

/// <summary>The journal's files in a test's folder.</summary>
internal static class JournalFiles
{
    extension(TempFolder folder)
    {
        public string Home => folder.At("home");

        public string Journal => Path.Combine(folder.Home, "journal.jsonl");

        public string Lock => Path.Combine(folder.Home, "journal.lock");

        public void PutJournal(byte[] bytes)
        {
            Directory.CreateDirectory(folder.Home);
            File.WriteAllBytes(folder.Journal, bytes);
        }

        /// <summary>All files of the home, as one text.</summary>
        public string AllText() => string.Concat(Directory.GetFiles(folder.Home, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
    }
}
