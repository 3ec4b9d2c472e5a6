using NanoBanana.Client.Gateways;
using NanoBanana.Journal.Tests.Support;

namespace NanoBanana.Journal.Tests.Content;

/// <summary>What is never stored.</summary>
public sealed class PrivacyTests
{
    private const string Prompt = "a most private fox";

    public static TheoryData<string, string> Fates
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var provider in GatewayRegistry.Names)
            {
                foreach (var fault in (string[])["", "status-401", "status-500", "reset-after-body", "refusal", "error-after-accept", "refuse-content"])
                {
                    data.Add(provider, fault);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fates))]
    public async Task NoKeyAndWhereNotWantedNoPrompt(string provider, string fault)
    {
        using var world = new TestEnvironment(fault.Length == 0 ? [] : [fault]);
        var profile = world.Profile(provider, each => each with { NoPromptInJournal = true });

        var result = await world.SubmitAsync(profile, new ImageRequest
        {
            Prompt = Prompt,
            Sources = [SourceImage.FromFile(world.Picture("a.png", 1))],
            Tag = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Note"] = "key " + TestEnvironment.Key },
        });
        if (result.Task is { Id: not null } task)
        {
            await world.Client(profile).QueryAsync(task, CancellationToken.None);
        }

        Assert.NotEmpty(world.Entries);
        Assert.DoesNotContain(TestEnvironment.Key, world.Folder.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("private", world.Folder.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePromptStandsThereOtherwiseAndComesBackOnResume()
    {
        using var world = new TestEnvironment();
        await world.SubmitAsync(ProviderNames.Crun, Prompt);
        Assert.Equal(Prompt, Assert.Single(world.Entries).Task.Prompt);

        var secretive = world.Profile(ProviderNames.Pixazo, each => each with { NoPromptInJournal = true });
        await world.SubmitAsync(secretive, new ImageRequest { Prompt = Prompt });
        Assert.Null(world.Entries[^1].Task.Prompt);

        var again = await world.SubmitAsync(secretive, new ImageRequest { Prompt = Prompt }, world.Resuming());
        Assert.Equal(Prompt, again.Task!.Prompt);
        Assert.Equal(world.Entries[^1].Task.Id, again.Task.Id);
    }

    [Fact]
    public async Task AnInlineImageIsNotKeptAndCanBeFetchedAgain()
    {
        using var world = new TestEnvironment();
        var profile = world.Profile(ProviderNames.Pixazo);
        var request = new ImageRequest { Prompt = Prompt, Inline = true };
        var first = await world.SubmitAsync(profile, request);
        var seen = await world.Client(profile).QueryAsync(first.Task!, CancellationToken.None);
        var image = Assert.Single(seen.Images);
        Assert.True(image.IsInline());
        Assert.True(new FileInfo(world.Folder.Journal).Length < 5000);
        Assert.DoesNotContain(image.Url[..80], world.Folder.AllText(), StringComparison.Ordinal);

        var resumed = await world.SubmitAsync(profile, request, world.Resuming());
        var again = await world.Client(profile).QueryAsync(resumed.Task!, CancellationToken.None);

        Assert.Equal(image.Url, Assert.Single(again.Images).Url);
        Assert.Single(world.Charges);
    }
}
