using System.Text;
using FsCheck.Fluent;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Trust.Tests.Support;

namespace NanoBanana.Trust.Tests.Properties;

/// <summary>Whatever a source, a prompt or a template's field says: the result is one name in its folder, on Unix and on Windows.</summary>
public sealed class NameTests
{
    private const string Folder = "/out/here";

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "0123456789\u00B9\u00B2\u00B3".SelectMany(digit => new[] { "COM" + digit, "LPT" + digit })];

    [Fact]
    public void A_cleaned_name_is_one_name_on_both_families_of_systems() => Law.Holds(Texts.Any, text => AssertName(SafeFileName.Of(text)), times: 5000);

    [Fact]
    public void A_cleaned_name_stays_as_it_is() => Law.Holds(Texts.Any, text => Assert.Equal(SafeFileName.Of(text), SafeFileName.Of(SafeFileName.Of(text))), times: 5000);

    [Fact]
    public void A_field_of_a_template_cannot_leave_the_folder() => Law.Holds(
        Texts.Any.Zip(Texts.Any).Zip(Gen.Elements("{Source}", "{Prompt:40}", "{Id}-{Index}", "{Model}/{Provider}", "{AspectRatio}..")),
        each =>
        {
            var ((source, prompt), template) = each;
            var image = new ResultImage { Url = "https://cdn.example/a.png", Index = 1 };
            var task = new ImageTask { Provider = prompt, Profile = "p", State = TaskStates.Succeeded, Id = source, Request = new ImageRequest { Sources = [source], Prompt = prompt, AspectRatio = source }, Model = prompt, Images = [image, image] };
            AssertName(NameTemplate.Expand(template, task, image));
        },
        times: 5000);

    [Fact]
    public void A_mirrored_folder_stays_below_the_destination() => Law.Holds(
        Texts.Any.Zip(Gen.Elements(string.Empty, "photos/", "/photos/", "/photos/../", "../")),
        each =>
        {
            if (new SourceTree("/photos", "/photos").FolderOf(each.Item2 + each.Item1) is { Length: > 0 } folder)
            {
                Assert.All(folder.Split('/'), AssertName);
                Assert.StartsWith(Folder + "/", Path.GetFullPath(Path.Combine(Folder, folder)), StringComparison.Ordinal);
            }
        },
        times: 5000);

    private static void AssertName(string name)
    {
        Assert.InRange(name.Length, 1, 120);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 200);
        Assert.DoesNotContain(name, each => char.IsControl(each) || "/\\:*?\"<>|".Contains(each, StringComparison.Ordinal));
        Assert.False(name[^1] is '.' or ' ' || name[0] is '.' or ' ', $"'{name}' ends or begins so that Windows drops it or Unix hides it");
        Assert.DoesNotContain(name.Split('.')[0].TrimEnd(), Devices, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(name, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
        Assert.Equal(Folder, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Folder, name))));
    }
}
