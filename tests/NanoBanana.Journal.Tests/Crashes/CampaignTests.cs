using System.Globalization;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Crashes;

/// <summary>The short form of the crash program: every step of its table, and ten kills at random moments.</summary>
public sealed class CampaignTests
{
    [UnixFact]
    public async Task NothingIsLostAndNothingIsChargedTwice()
    {
        var lines = await Helper.EndAsync(Helper.Start("--runs", "10", "--seed", "1", "--items", "2"));

        var total = lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["total", "30", "180", "0", "0"], [total[0], total[1], total[3], total[5], total[6]]);
        Assert.InRange(int.Parse(total[2], CultureInfo.InvariantCulture), 20, 60);
    }

    /// <summary>The short form of its saves: four that are killed and run again.</summary>
    [UnixFact]
    public async Task ASaveThatIsKilledLeavesNoPartialFileAndFetchesOnlyWhatIsMissing()
    {
        var lines = await Helper.EndAsync(Helper.Start("--save", "--runs", "4", "--seed", "1"));

        var total = lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["4", "0", "0", "0", "0"], total[1..2].Concat(total[4..]));
        Assert.Equal(100 * int.Parse(total[0], CultureInfo.InvariantCulture), int.Parse(total[2], CultureInfo.InvariantCulture) + int.Parse(total[3], CultureInfo.InvariantCulture));
    }
}
