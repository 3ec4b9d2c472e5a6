namespace NanoBanana.Emulation.Http;

/// <summary>What the door asks of those behind it.</summary>
internal interface IReception
{
    /// <summary>True when the connection is to be reset as soon as the head of a request was read; the body is still unread.</summary>
    bool TurnsAway(EmulatorRequest head);

    /// <summary>The answer to a request that was wholly read.</summary>
    Task<Reply> AnswerAsync(EmulatorRequest request, CancellationToken cancel);
}
