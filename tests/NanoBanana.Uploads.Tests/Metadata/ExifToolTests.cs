using NanoBanana.Client;
using NanoBanana.Client.Submitting;
using NanoBanana.Uploads.Tests.Support;

namespace NanoBanana.Uploads.Tests.Metadata;

/// <summary>What ExifTool finds in a copy that was uploaded with its metadata removed, and whether its pixels are the same.</summary>
public sealed class ExifToolTests : IDisposable
{
    private readonly UploadEnvironment _world = new();

    public void Dispose() => _world.Dispose();

    [ToolTheory(Tools.ExifTool, Tools.Convert)]
    [InlineData("rocket.jpg", "jpg")]
    [InlineData("chelsea.png", "png")]
    [InlineData("rocket.jpg", "webp")]
    public async Task No_position_and_no_XMP_leave_and_the_profile_and_pixels_stay(string photo, string format)
    {
        var path = Marked(photo, format);
        Assert.All(new[] { "GPSLatitude", "XMP-dc:Description", "Artist" }, tag => Assert.NotEqual(string.Empty, Tag(path, tag)));
        var profile = Profile(path, "before");
        var original = File.ReadAllBytes(path);

        var copy = await UploadedAsync(path, format);

        Assert.Equal(string.Empty, Exif("-s", "-gps:all", "-xmp:all", "-iptc:all", "-comment", "-exif:artist", copy).Trim());
        Assert.Equal(profile, Profile(copy, "after"));
        Assert.Equal(Pixels(path), Pixels(copy));
        Assert.Equal(original, File.ReadAllBytes(path));
        Assert.DoesNotContain("SECRET", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(copy)), StringComparison.Ordinal);
    }

    [ToolTheory(Tools.ExifTool, Tools.Convert)]
    [InlineData("rocket.jpg", "jpg")]
    [InlineData("chelsea.png", "png")]
    public async Task A_photo_that_lies_on_its_side_still_does(string photo, string format)
    {
        var path = Marked(photo, format);
        Exif("-overwrite_original", "-n", "-Orientation=6", path);

        var copy = await UploadedAsync(path, format);

        Assert.Equal("6", Exif("-n", "-s3", "-Orientation", copy).Trim());
        Assert.Equal(string.Empty, Tag(copy, "GPSLatitude"));
    }

    /// <summary>The photo with a position, XMP, IPTC if the format has it, a comment and an ICC profile of this machine's making.</summary>
    private string Marked(string photo, string format)
    {
        var path = _world.Folder.At("marked." + format);
        var (exitCode, output) = Tools.Run(Tools.Find(Tools.Convert)!, [Repository.Photo(photo), "-strip", path]);
        Assert.True(exitCode == 0, output);
        var profile = _world.Folder.Put("made.icc", IccProfile.Make());
        Exif(
            "-overwrite_original", "-GPSLatitude=52.5", "-GPSLatitudeRef=N", "-GPSLongitude=13.4", "-GPSLongitudeRef=E", "-Artist=SECRET",
            "-XMP-dc:Description=SECRET", "-XMP:GPSLatitude=52.5", "-icc_profile<=" + profile, path);
        if (format == "jpg")
        {
            Exif("-overwrite_original", "-IPTC:Keywords=SECRET", "-Comment=SECRET", path);
        }

        return path;
    }

    private async Task<string> UploadedAsync(string path, string format)
    {
        var target = new Target(ProviderNames.Pixazo, profile => profile with { UploadUri = _world.Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}" });
        var uploaded = await _world.Client(target).UploadAsync(SourceImage.FromFile(path), new SubmitRun { StripMetadata = true }, CancellationToken.None);
        using var http = new HttpClient();
        return _world.Folder.Put("copy." + format, await http.GetByteArrayAsync(new Uri(uploaded.Url)));
    }

    private static byte[] Profile(string path, string name)
    {
        Exif("-b", "-icc_profile", "-w!", "%d" + name + ".icc", path);
        return File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, name + ".icc"));
    }

    private byte[] Pixels(string path)
    {
        var file = _world.Folder.At("pixels.rgb");
        var (exitCode, output) = Tools.Run(Tools.Find(Tools.Convert)!, [path, "-depth", "8", file]);
        Assert.True(exitCode == 0, output);
        return File.ReadAllBytes(file);
    }

    private static string Tag(string path, string tag) => Exif("-s3", "-" + tag, path).Trim();

    private static string Exif(params string[] arguments) => Tools.Run(Tools.Find(Tools.ExifTool)!, arguments).Output;
}
