using Microsoft.Data.Sqlite;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Uploads;

/// <summary>What an earlier run uploaded is used again, as long as it is there: the store remembers it.</summary>
public sealed class UploadIndexTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly UploadBench _bench = new(ProviderNames.Pixazo, profile => profile with { UploadUri = "https://dav.example/{name}?sig=SECRET" });

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_later_run_looks_with_one_byte_and_uploads_nothing()
    {
        var file = await FirstRunAsync();
        _bench.Http.Answer(206, "");
        _bench.Accepts();

        var result = await SecondRunAsync(file);

        Assert.Equal(["PUT", "POST", "GET", "POST"], _bench.Sent.Select(each => each.Method));
        Assert.Equal("bytes=0-0", _bench.Sent[2].Header("Range"));
        Assert.NotNull(result.Task);
    }

    [Fact]
    public async Task What_is_gone_from_its_place_is_uploaded_again()
    {
        var file = await FirstRunAsync();
        _bench.Http.Answer(404, "");
        _bench.Http.Answer(201, "");
        _bench.Accepts();

        await SecondRunAsync(file);

        Assert.Equal(["PUT", "POST", "GET", "PUT", "POST"], _bench.Sent.Select(each => each.Method));
    }

    [Theory]
    [InlineData("UPDATE nb_uploads SET address = ''")]
    [InlineData("UPDATE nb_uploads SET address = '/relative'")]
    [InlineData("UPDATE nb_uploads SET address = 'file:///etc/passwd'")]
    [InlineData("UPDATE nb_uploads SET until = 0")]
    public async Task A_damaged_row_costs_an_upload_only(string damage)
    {
        var file = await FirstRunAsync();
        Execute(damage);
        _bench.Http.Answer(201, "");
        _bench.Accepts();

        await SecondRunAsync(file);

        Assert.Equal(["PUT", "POST", "PUT", "POST"], _bench.Sent.Select(each => each.Method));
    }

    [Fact]
    public async Task An_index_that_cannot_be_used_costs_an_upload_only()
    {
        File.WriteAllText(_folder.At("store.db"), "the user's own file");

        await FirstRunAsync();

        Assert.Equal(["PUT", "POST"], _bench.Sent.Select(each => each.Method));
        Assert.Equal("the user's own file", File.ReadAllText(_folder.At("store.db")));
    }

    [Fact]
    public async Task No_signature_is_written_down()
    {
        await FirstRunAsync();

        Assert.Equal(1L, Execute("SELECT COUNT(*) FROM nb_uploads WHERE address LIKE 'https://dav.example/%' AND address NOT LIKE '%SECRET%'"));
    }

    [Fact]
    public async Task A_file_that_changes_under_way_is_not_sent_whole()
    {
        var file = _bench.File();
        var prepared = _bench.Bench.Prepare("x", [SourceImage.FromFile(file)]);
        var other = (byte[])Pictures.Png.Clone();
        other[^20] ^= 1;
        File.WriteAllBytes(file, other);
        _bench.Http.Answer(201, "");

        var error = (await _bench.Bench.SubmitAsync(prepared, new SubmitRun(), null)).Error!;

        Assert.Equal(ErrorIds.ImageChanged, error.ErrorId);
        Assert.DoesNotContain(_bench.Sent, each => each.Method is "POST");
    }

    private async Task<string> FirstRunAsync()
    {
        var file = _bench.File();
        _bench.Http.Answer(201, "");
        _bench.Accepts();
        await SecondRunAsync(file);
        return file;
    }

    private Task<SubmitResult> SecondRunAsync(string file) =>
        _bench.SubmitAsync(new SubmitRun { UploadIndex = new TaskJournal(_folder.Path).Store }, uploadProfile: null, file);

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.At("store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
