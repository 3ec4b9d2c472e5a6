namespace NanoBanana.Client.Store;

/// <summary>Whether work of emulators is meant.</summary>
public enum EmulatorScope
{
    /// <summary>Real work only.</summary>
    None,

    /// <summary>Work of emulators only.</summary>
    Only,

    /// <summary>Both.</summary>
    All,
}
