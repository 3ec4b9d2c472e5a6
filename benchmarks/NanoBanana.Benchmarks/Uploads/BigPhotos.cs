namespace NanoBanana.Benchmarks.Uploads;

/// <summary>Files of a photo's structure and size: the sample's header, and noise where its picture was.</summary>
internal static class BigPhotos
{
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Make(string folder, int count, int bytes)
    {
        var sample = File.ReadAllBytes(Path.Combine(Reporting.Repository.Root, "samples", "photos", "rocket.jpg"));
        var scan = sample.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xDA });
        var header = sample[..(scan + 2 + ((sample[scan + 2] << 8) | sample[scan + 3]))];
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => Write(Path.Combine(folder, FormattableString.Invariant($"{i:000}.jpg")), header, bytes, random))];
    }

    private static string Write(string path, byte[] header, int bytes, Random random)
    {
        var file = new byte[bytes];
        random.NextBytes(file);

        // 0xFF would begin a marker
        file.AsSpan().Replace((byte)0xFF, (byte)0);
        header.CopyTo(file, 0);
        file[^2] = 0xFF;
        file[^1] = 0xD9;
        File.WriteAllBytes(path, file);
        return path;
    }
}
