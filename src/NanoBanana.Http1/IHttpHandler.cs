namespace NanoBanana.Http1;

/// <summary>Answers the requests of a server. Each member may throw a <see cref="RequestException"/>.</summary>
internal interface IHttpHandler
{
    /// <summary>The reply that ends the connection before the body is read; null to read on.</summary>
    Reply? Examine(RequestHead head);

    /// <summary>The reply to a request that was wholly read.</summary>
    Task<Reply> AnswerAsync(RequestHead head, byte[] body, CancellationToken cancel);

    /// <summary>The reply to bytes that are not a request, or not an accepted one; the connection ends after it.</summary>
    Reply Refuse(RequestException refusal);
}
