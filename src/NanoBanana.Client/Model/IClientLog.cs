namespace NanoBanana.Client;

/// <summary>Receives what a client reports to its user. Called from any thread.</summary>
public interface IClientLog
{
    /// <summary>Something the user should know although nothing failed.</summary>
    /// <param name="message">One or more sentences, without keys.</param>
    void Warning(string message);

    /// <summary>Details for verbose output.</summary>
    /// <param name="message">One or more sentences, without keys.</param>
    void Verbose(string message);

    /// <summary>Details for debug output: each reply of a gateway, as one line of JSON without keys.</summary>
    /// <param name="message">Gives the text. Call it only if it will be shown: it takes time to make.</param>
    void Debug(Func<string> message);
}
