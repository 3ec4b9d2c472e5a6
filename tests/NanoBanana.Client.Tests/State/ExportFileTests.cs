using NanoBanana.Client.State;

namespace NanoBanana.Client.Tests.State;

/// <summary>Files that a user asked for: whole or not at all, and no file of the user is lost for one.</summary>
public sealed class ExportFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void An_existing_file_is_kept_unless_it_may_be_replaced()
    {
        var path = _folder.Put("a.json", "old"u8.ToArray());

        Caught.By(ErrorIds.FileExists, () => ExportFile.Write(path, "new"u8.ToArray(), force: false));
        Assert.Equal("old", File.ReadAllText(path));

        ExportFile.Write(path, "new"u8.ToArray(), force: true);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["a.json"], _folder.Names);
    }

    /// <summary>Check, then act: a rename on Unix replaces a file that appears after the check, and one of two results was lost.</summary>
    [Fact]
    public void Of_several_writers_at_the_same_time_one_gets_the_name()
    {
        for (var round = 0; round < 50; round++)
        {
            var path = _folder.At($"{round}.json");
            var written = new bool[4];
            Parallel.For(0, written.Length, new ParallelOptions { MaxDegreeOfParallelism = written.Length }, writer =>
            {
                try
                {
                    ExportFile.Write(path, [(byte)writer], force: false);
                    written[writer] = true;
                }
                catch (NanoBananaException error) when (error.ErrorId is ErrorIds.FileExists)
                {
                    // another one was first
                }
            });

            var first = Assert.Single(Enumerable.Range(0, written.Length), writer => written[writer]);
            Assert.Equal([(byte)first], File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_that_names_the_file()
    {
        var path = _folder.At("missing/a.json");

        var error = Caught.By(ErrorIds.FileNotWritten, () => ExportFile.Write(path, [1], force: true));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Caught.By(ErrorIds.FileNotRead, () => ExportFile.Read(path));
    }

    public void Dispose() => _folder.Dispose();
}
