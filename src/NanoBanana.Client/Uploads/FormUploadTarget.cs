using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>A gateway's own upload as a multipart form.</summary>
internal sealed class FormUploadTarget(HttpClient http, IGateway gateway, IFormUpload form, Profile profile, Secret key, ClientOptions options) : IUploadTarget
{
    private const int MaxReplyBytes = 1024 * 1024;

    private readonly UploadAttempts _attempts = new(options);

    public string Name { get; } = profile.Name + " at " + profile.BaseUri.Authority;

    public TimeSpan? Retention => form.UploadLifetime;

    public UploadLink Link(Uri address) => new(address);

    public Task<Uri> UploadAsync(SourceFile file, CancellationToken cancellationToken) =>
        _attempts.SendAsync(file, Name, (body, token) => SendAsync(file, body, token), cancellationToken);

    private async Task<Uri> SendAsync(SourceFile file, HttpContent body, CancellationToken cancellationToken)
    {
        var name = FileUpload.NameOf(file);
        using var content = new FormContent(form.FieldsOf(name), form.FileField, name, body);
        using var request = new HttpRequestMessage(HttpMethod.Post, profile.BaseUri.AbsoluteUri.TrimEnd('/') + form.UploadPath) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", HttpStack.UserAgent);
        request.Headers.TryAddWithoutValidation(gateway.KeyHeader.Name, gateway.KeyHeader.Prefix + key.Reveal());
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode >= 500)
        {
            throw new HttpRequestException(FileUpload.Describe(response.StatusCode));
        }

        var reply = await ReplyReader.ReadAsync(response, key, MaxReplyBytes, cancellationToken).ConfigureAwait(false);
        if (reply.Cut is { } cut)
        {
            throw cut;
        }

        var replyStatus = ReplyStatus.Of(gateway, reply);
        if (replyStatus.IsError)
        {
            throw StatusErrors.From(replyStatus, reply, profile, key, file.Original, options.Time);
        }

        return UploadedUrl.TryRead(form.ReadUpload(reply), profile, out var url)
            ? url
            : throw FileUpload.Failed(file, Name, "it returned no usable address of the file.");
    }
}
