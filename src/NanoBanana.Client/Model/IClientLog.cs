namespace NanoBanana.Client;

/// <summary>Where a client tells what a user may want to know. Called from any thread.</summary>
public interface IClientLog
{
    /// <summary>Something the user should know although nothing failed.</summary>
    void Warning(string message);

    /// <summary>What a verbose run tells.</summary>
    void Verbose(string message);

    /// <summary>What a debugging run tells: each reply of a gateway, as one line of JSON without keys.</summary>
    /// <param name="message">Gives the text. Call it only if it will be shown: it takes time to make.</param>
    void Debug(Func<string> message);
}
