using System.Diagnostics;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Provenance;
using NanoBanana.Client.Tests.Downloads;

namespace NanoBanana.Client.Tests.Imaging.ReferenceValidator;

/// <summary>The public reference validator judges: what it calls valid stays so through a save and through -Embed.</summary>
public sealed class ReferenceValidatorTests
{
    [ReferenceValidatorFact]
    public async Task What_is_valid_stays_valid_and_is_called_signed()
    {
        var valid = ReferenceValidatorFactAttribute.Images;
        Assert.Equal(3, valid.Count);
        Assert.All(Judge(valid).Values, said => Assert.Equal("Valid", said));
        using var bench = new SaveBench();
        foreach (var path in valid)
        {
            var bytes = await File.ReadAllBytesAsync(path);
            bench.Http.Answer(bytes).Answer(bytes);
            var saved = await bench.SaveAsync();
            var embedded = await bench.SaveAsync(options: bench.Options with { Embed = true });

            Assert.Equal((Provenances.Signed, Provenances.Signed), (saved.Provenance, embedded.Provenance));
            Assert.All(Judge([saved.Path, embedded.Path]).Values, said => Assert.True(said is "Valid", $"{path}: {said}"));
        }

        Assert.Equal(valid.Count, bench.Log.Warnings.Count(warning => warning.Contains("Content Credentials", StringComparison.Ordinal)));
    }

    [ReferenceValidatorFact]
    public async Task What_is_changed_is_never_called_signed()
    {
        var path = ReferenceValidatorFactAttribute.Images.Single(each => each.EndsWith(".png", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^13] ^= 1;
        var changed = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".png");
        await File.WriteAllBytesAsync(changed, bytes);
        try
        {
            using var stream = new MemoryStream(bytes);
            Assert.Equal(Provenances.Broken, ContentCredentials.Of(stream, OutputFormats.Png));
            Assert.Equal("Invalid", Judge([changed])[changed]);
        }
        finally
        {
            File.Delete(changed);
        }
    }

    private static Dictionary<string, string> Judge(IReadOnlyList<string> files)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Imaging", "ReferenceValidator", "validate.mjs"));
        start.ArgumentList.Add(ReferenceValidatorFactAttribute.Package);
        foreach (var file in files)
        {
            start.ArgumentList.Add(file);
        }

        using var node = Process.Start(start)!;
        var lines = node.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        node.WaitForExit();
        return lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
    }
}
