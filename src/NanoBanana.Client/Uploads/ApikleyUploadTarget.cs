using NanoBanana.Client.Images;
using NanoBanana.Client.Providers;
using NanoBanana.Client.Providers.Apikley;
using NanoBanana.Client.Transport;

namespace NanoBanana.Client.Uploads;

/// <summary>Apikley's multipart upload; the gateway deletes files after 3 days.</summary>
internal sealed class ApikleyUploadTarget(HttpClient http, IGateway gateway, Profile profile, Secret key, TimeProvider time) : IUploadTarget
{
    private const int MaxReplyBytes = 1024 * 1024;

    public string Name { get; } = profile.Name + " at " + profile.BaseUri.Authority;

    // documented: 3 days; a task must still find the file at the end of its wait
    public TimeSpan? Retention => TimeSpan.FromDays(2.5);

    public UploadLink Link(Uri address) => new(address);

    public async Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.InnerException is NanoBananaException)
        {
            throw FileUpload.Changed(file, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw FileUpload.Failed(file, Name, FileUpload.Describe(error), error);
        }
    }

    private async Task<Uri> SendAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var name = FileUpload.NameOf(file);
        using var form = new MultipartFormDataContent
        {
            { FileUpload.Body(file), "file", name },
            { new StringContent("nanobanana"), "uploadPath" },
            { new StringContent(name), "fileName" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, profile.BaseUri.AbsoluteUri.TrimEnd('/') + ApikleyGateway.UploadPath) { Content = form };
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        request.Headers.TryAddWithoutValidation(gateway.KeyHeader.Name, gateway.KeyHeader.Prefix + key.Reveal());
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var reply = new GatewayReply((int)response.StatusCode, await BoundedRead.ToEndAsync(response.Content, MaxReplyBytes, cancellationToken).ConfigureAwait(false));
        var verdict = Verdict.Of(gateway, reply);
        if (verdict.IsError)
        {
            throw StatusErrors.From(verdict, reply, profile, key, file.Original, time);
        }

        return UploadedUrl.TryRead(ApikleyGateway.ReadUpload(reply), profile, out var url)
            ? url
            : throw FileUpload.Failed(file, Name, "it gave no usable address of the file.");
    }
}
