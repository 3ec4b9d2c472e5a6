namespace NanoBanana.Client.Store;

/// <summary>Tasks that were recorded before there was a store. They are brought into it when it is opened, and stay where they are.</summary>
internal interface IStoreImport
{
    /// <summary>What names the source, and a text that changes when more is written to it; null if there is none.</summary>
    /// <exception cref="NanoBananaException">It is there, and is not readable: nothing may be spent before that is settled.</exception>
    (string Name, string State)? Find();

    /// <summary>All of it, oldest first.</summary>
    /// <exception cref="NanoBananaException">It is there, and is not readable.</exception>
    IEnumerable<ImportedWork> Read();
}
