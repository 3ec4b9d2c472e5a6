namespace NanoBanana.Client.Store;

/// <summary>What kind of fault a database reported.</summary>
internal enum StoreFault
{
    /// <summary>One that does not go away by itself.</summary>
    Other,

    /// <summary>Another transaction was in the way: the same transaction may succeed the next time.</summary>
    Passing,

    /// <summary>The database could not be reached, or ended the connection: whether a commit took place is unknown.</summary>
    Away,

    /// <summary>What is in the file is not a database, or not a whole one.</summary>
    Damaged,
}
