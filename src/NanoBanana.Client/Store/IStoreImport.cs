namespace NanoBanana.Client.Store;

/// <summary>Tasks that were recorded before there was a store. They are brought into it when it is opened, and a copy of them is kept.</summary>
internal interface IStoreImport
{
    /// <summary>What names the source, and a text that changes when more is written to it; null if there is none.</summary>
    /// <exception cref="NanoBananaException">It is there, and is not readable: nothing may be spent before that is settled.</exception>
    (string Name, string State)? Find();

    /// <summary>All of it, oldest first.</summary>
    /// <exception cref="NanoBananaException">It is there, and is not readable.</exception>
    IEnumerable<ImportedWork> Read();

    /// <summary>
    /// All of it is in the store: versions that do not know the store must refuse to spend money from now on. Does nothing if more
    /// was written meanwhile, or if the source cannot be changed now.
    /// </summary>
    /// <param name="state">The text that <see cref="Find"/> gave before the import.</param>
    Task RetireAsync(string state);
}
