using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Downloads;

/// <summary>A JSON file next to an image that says how the image was made. Links are in it without their signatures.</summary>
internal static class Sidecar
{
    private const string Ending = ".json";

    private static readonly SidecarJson Json = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The image's own name and one ending more: <c>a.png</c> and <c>a.jpg</c> may be in one folder.</summary>
    public static string PathOf(string image) => image + Ending;

    /// <summary>Writes the file if it is missing.</summary>
    /// <param name="saved">An image on disk.</param>
    /// <param name="options">Clock and log.</param>
    /// <param name="isNew">The image was saved just now: a file that is there already says nothing of it.</param>
    /// <param name="force">Replaces it.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    public static async Task WriteAsync(SavedImage saved, ClientOptions options, bool isNew, bool force, CancellationToken cancellationToken)
    {
        var path = PathOf(saved.Path);
        if (File.Exists(path) && !force)
        {
            if (isNew)
            {
                options.Log?.Warning($"'{path}' exists and was not replaced, so it does not say how '{Path.GetFileName(saved.Path)}' was made. Use -Force to replace it.");
            }

            return;
        }

        var hash = ContentHash.OfFile(saved.Path);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Of(saved, hash, options.Time.GetUtcNow()), Json.SidecarRecord);
        using var part = PartFile.Create(Path.GetDirectoryName(saved.Path)!, Path.GetFileName(saved.Path));
        await part.Stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
        await DiskFlush.OfAsync(part.Stream).ConfigureAwait(false);
        if (!part.TryMoveTo(path, force))
        {
            options.Log?.Warning($"{path} was written by another program in the meantime and was not changed.");
        }
    }

    private static SidecarRecord Of(SavedImage saved, string hash, DateTimeOffset now) => new()
    {
        Image = Path.GetFileName(saved.Path),
        Sha256 = hash,
        Width = saved.Width,
        Height = saved.Height,
        RequestedWidth = saved.RequestedWidth,
        RequestedHeight = saved.RequestedHeight,
        IsWhole = saved.IsWhole,
        Provenance = saved.Provenance,
        Index = saved.Image.Index,
        Url = saved.Image.IsInline() ? null : SignedUrl.WithoutSecrets(saved.Image.Url),
        SavedAt = now,
        Task = saved.Task.Request is { } request ? saved.Task with { Request = StoredRequest.Of(request, keepPrompt: true) } : saved.Task,
    };
}
