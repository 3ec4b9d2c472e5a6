namespace NanoBanana.Client;

/// <summary>Where a client tells what a user may want to know. Called from any thread.</summary>
public interface IClientLog
{
    /// <summary>Something the user should know although nothing failed.</summary>
    void Warning(string message);

    /// <summary>What a verbose run tells.</summary>
    void Verbose(string message);
}
