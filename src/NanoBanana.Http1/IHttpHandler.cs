namespace NanoBanana.Http1;

/// <summary>What a server asks of those behind it. Each member may throw a <see cref="RequestException"/>.</summary>
internal interface IHttpHandler
{
    /// <summary>The reply that ends the connection before the body is read; null to read on.</summary>
    Reply? Examine(RequestHead head);

    /// <summary>The reply to a request that was wholly read.</summary>
    Task<Reply> AnswerAsync(RequestHead head, byte[] body, CancellationToken cancel);

    /// <summary>The reply to what is no request, or not one that is taken; the connection ends after it.</summary>
    Reply Refuse(RequestException refusal);
}
