using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The README's table of faults agrees with the menu.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task Every_fault_stands_in_the_README_and_no_other()
    {
        using var sandbox = new Sandbox();
        var menu = (await sandbox.GetAsync("/emulator/faults")).Json["menu"]!.AsArray().Select(entry => entry!["name"]!.ToString());
        var table = File.ReadLines(FindReadme())
            .SkipWhile(line => line != "## Faults")
            .TakeWhile(line => line != "## Differences")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where(name => !string.IsNullOrWhiteSpace(name)))
            .Select(name => char.IsDigit(name[0]) ? "status-" + name : name);

        Assert.Equal(menu.Order(), table.Order());
    }

    private static string FindReadme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var readme = Path.Combine(folder.FullName, "src", "NanoBanana.Emulator", "README.md");
            if (File.Exists(readme))
            {
                return readme;
            }
        }

        throw new FileNotFoundException("The emulator's README was not found above the test's folder.");
    }
}
