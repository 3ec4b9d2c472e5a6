using System.Net;

namespace NanoBanana.Emulation.Http;

internal static class ReplyWriter
{
    /// <summary>
    /// Outside Windows the listener ends an unanswered request with what is set in its response so far, by default an
    /// empty 200. A promised byte that never comes makes it a broken connection to every client.
    /// </summary>
    public static void ExpectTheWorst(HttpListenerResponse response)
    {
        response.StatusCode = 503;
        response.ContentLength64 = 1;
    }

    public static async Task SendAsync(Reply reply, HttpListenerContext context, CancellationToken cancel)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        if (reply.ContentType is not null)
        {
            response.ContentType = reply.ContentType;
        }

        foreach (var header in reply.Headers)
        {
            response.AddHeader(header.Key, header.Value);
        }

        response.ContentLength64 = reply.Body.Length;
        if (context.Request.HttpMethod is not "HEAD")
        {
            await response.OutputStream.WriteAsync(reply.Body, 0, reply.Body.Length, cancel).ConfigureAwait(false);
        }

        response.Close();
    }
}
