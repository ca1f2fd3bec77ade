using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Presence;

/// <summary>From a registration to a role that fell empty in the night and found somebody again, by nothing but what people press and read.</summary>
public sealed class WholeStory
{
    [Fact]
    public async Task A_holder_whose_account_is_closed_is_succeeded_by_the_backup()
    {
        await using var night = await PresenceScene.StartAsync(level: 2);
        var (story, org) = (night.Story, night.Org);
        Assert.Equal(4, (await StatusAsync(night)).Split("nog niemand").Length - 1);

        var roles = await story.AsksAsync(org.Anna, org.Channel, "rollen");
        var form = (await story.PressesAsync(org.Anna, roles, "Kies een verbinder"))["value"]!.AsObject();
        var thread = roles.ConversationId.Split(";messageid=")[1];
        var press = story.Sim.Activities.Press(
            form, roles.Conversation, thread, roles.Id, org.Anna, "Vragen",
                new Dictionary<string, string> { ["Person"] = org.Bram.AadObjectId, ["Backup"] = org.Chris.AadObjectId });
        await story.DeliverAsync(press);
        await AnswersAsync(night, org.Bram, "Wil je verbinder worden", "Ja, ik doe het");
        await AnswersAsync(night, org.Chris, "Wil je vervangend verbinder zijn", "Ja, ik doe het");
        Assert.Contains("Ingevuld\nBram Testman\nsinds 23 november 2026", await StatusAsync(night), StringComparison.Ordinal);

        org.Bram.IsEnabled = false;
        await night.PassAsync();

        var vacated = await StatusAsync(night);
        Assert.DoesNotContain("Bram Testman", vacated, StringComparison.Ordinal);
        Assert.Contains("leeg sinds 24 november 2026", vacated, StringComparison.Ordinal);
        Assert.Contains(await story.PersonalPostsAsync(org.Anna), post => post.Card!.Words()
            .Contains("Bram Testman is er niet meer bij", StringComparison.Ordinal));
        await AnswersAsync(night, org.Chris, "Je bent vervanger voor deze rol, en die is nu leeg", "Ja, ik doe het");
        Assert.Contains("Ingevuld\nChris", await StatusAsync(night), StringComparison.Ordinal);
    }

    private static async Task<string> StatusAsync(PresenceScene night) =>
        (await night.Story.AsksAsync(night.Org.Anna, night.Org.Channel, "status")).Card!.Words();

    private static async Task AnswersAsync(PresenceScene night, SimPerson who, string question, string button)
    {
        var asked = (await night.Story.PersonalPostsAsync(who)).Last(post => post.Card!.Words().Contains(question, StringComparison.Ordinal));
        await night.Story.PressesAsync(who, asked, button);
    }
}
