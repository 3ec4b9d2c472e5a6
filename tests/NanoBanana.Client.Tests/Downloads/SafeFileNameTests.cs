using System.Globalization;
using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Prompts, sources and ids become names; none of them may reach out of the folder or name a device.</summary>
public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("..\\..\\windows", "_.._windows")]
    [InlineData("..", "image")]
    [InlineData(".", "image")]
    [InlineData("", "image")]
    [InlineData(" . . ", "image")]
    [InlineData(". x", "x")]
    [InlineData("a/b", "a_b")]
    [InlineData("stream.png:hidden", "stream.png_hidden")]
    [InlineData("a\0b\r\nc\u001b[31m", "a_b__c_[31m")]
    [InlineData("what?*\"<>|", "what______")]
    [InlineData("trailing... ", "trailing")]
    [InlineData("CON", "_CON")]
    [InlineData("con.png", "_con.png")]
    [InlineData("Aux .txt", "_Aux .txt")]
    [InlineData("COM1", "_COM1")]
    [InlineData("COM\u00B9", "_COM\u00B9")]
    [InlineData("lpt\u00B3.x", "_lpt\u00B3.x")]
    [InlineData("COM1\u00A0.", "_COM1")]
    [InlineData("CONIN$", "_CONIN$")]
    [InlineData("COM10", "COM10")]
    [InlineData("CONSOLE", "CONSOLE")]
    [InlineData("gnp\u202Eexe", "gnp_exe")]
    [InlineData("zero\u200Bwidth", "zero_width")]
    [InlineData("line\u2028break", "line_break")]
    [InlineData("\u5BFF\u53F8 \uD83C\uDF63", "\u5BFF\u53F8 \uD83C\uDF63")]
    public void Names_are_made_safe(string name, string safe) => Assert.Equal(safe, SafeFileName.Of(name));

    [Theory]
    [InlineData("x")]
    [InlineData("\u00E9")]
    [InlineData("\u5BFF")]
    [InlineData("\uD83C\uDF63")]
    [InlineData("x. ")]
    public async Task A_long_name_is_cut_to_what_a_file_system_takes(string part)
    {
        using var bench = new SaveBench();
        bench.Http.Answer(Pictures.Png).Answer(Pictures.Png);
        var task = SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { Prompt = string.Concat(Enumerable.Repeat(part, 300)) } };
        var options = bench.Options with { Name = "{Prompt}" };

        var first = Path.GetFileName((await bench.SaveAsync(task, options)).Path);
        var second = Path.GetFileName((await bench.SaveAsync(task, options)).Path);

        Assert.InRange(Encoding.UTF8.GetByteCount(second), 100, 255);
        Assert.Equal(first.Replace(".png", " (1).png", StringComparison.Ordinal), second);
        Assert.Equal(first, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(first)));
    }

    [Fact]
    public void Whatever_the_input_the_name_is_a_plain_one()
    {
        var random = new Random(20261005);
        var alphabet = "ab .:/\\*?\"<>|\0\t\r\n\u00B9\u202E\u2028\u00E9\u5BFFCONLPT1$~%".ToCharArray();
        for (var i = 0; i < 20_000; i++)
        {
            var name = new string(random.GetItems(alphabet, random.Next(0, 140)));
            var safe = SafeFileName.Of(name);
            Assert.True(IsPlain(safe), $"'{name}' became '{safe}'");
            Assert.Equal(safe, SafeFileName.Of(safe));
        }
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 121
        && name[0] is not ('.' or ' ')
        && name[^1] is not ('.' or ' ')
        && name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) < 0
        && !name.Any(each => char.IsControl(each) || char.GetUnicodeCategory(each) is UnicodeCategory.Format or UnicodeCategory.LineSeparator)
        && !new[] { "CON", "LPT1", "LPT\u00B9" }.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase);
}
