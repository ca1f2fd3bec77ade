using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.BotBuilder.Wire;

/// <summary>What the bot says is read by the SDK's types and written again: no field lost, changed, or unknown to them.</summary>
public sealed class OutboundTests
{
    /// <summary>Fields of ours that the SDK's types do not have; they keep them aside and write them again.</summary>
    private static readonly string[] NewerThanTheSdk =
    [
        "recipient.isTargeted", // targeted messages came after the SDK's last release
    ];

    [Fact]
    public async Task Everything_said_in_a_long_story_is_understood()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 10, 0, 0, TimeSpan.Zero));
        await using var story = await Story.StartAsync(clock: clock);
        var answers = await PlayAsync(story);

        Assert.NotEmpty(answers);
        Assert.All(answers, answer => IsUnderstood<AdaptiveCardInvokeResponse>(answer.ToJsonString()));
        var said = story.Sim.Requests.ToConnector.Where(request => request.Body.Length > 0).ToList();
        SimOperation[] all = [SimOperation.Send, SimOperation.Reply, SimOperation.Update, SimOperation.CreateConversation];
        Assert.Equal(all, said.Select(request => request.Operation).Distinct().Order());
        foreach (var request in said)
            if (request.Operation == SimOperation.CreateConversation) IsUnderstood<ConversationParameters>(request.BodyText);
            else IsActivity(request.BodyText);
    }

    [Fact]
    public void Every_card_that_we_have_is_understood_as_an_attachment()
    {
        var cards = Directory.EnumerateFiles(Path.Combine(Repository(), "tests/TeamsCommunityBot.Tests/Golden/Expectations"), "*.json")
            .Select(File.ReadAllText).Where(json => json.Contains("\"AdaptiveCard\"", StringComparison.Ordinal)).ToList();
        Assert.True(cards.Count > 200, $"{cards.Count} cards");
        Assert.All(cards, card => IsActivity($$"""
            { "type": "message", "summary": "s", "attachments": [{ "contentType": "application/vnd.microsoft.card.adaptive", "content": {{card}} }] }
            """));
    }

    [Fact]
    public void A_field_that_the_SDK_does_not_know_would_be_seen()
    {
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => IsActivity("""{"type":"message","sumary":"s"}"""));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => IsActivity("""{"type":"message","attachments":[{"contenttyp":"x"}]}"""));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => IsUnderstood<ConversationParameters>("""{"isGruop":true}"""));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => IsUnderstood<AdaptiveCardInvokeResponse>("""{"status":200}"""));
    }

    /// <summary>Registration, a private answer, roles asked and accepted, a nudge answered, and time passing.</summary>
    private static async Task<IReadOnlyList<JsonNode>> PlayAsync(Story story)
    {
        var (org, answers) = (story.Org, new List<JsonNode>());
        var form = await story.AsksAsync(org.Anna, org.Channel, "/community register");
        (string, string)[] filledIn = [("Name", "Lezers van de Polder"), ("Theme", "Boeken"), ("StartDate", "2026-09-01"), ("Language", "nl")];
        answers.Add(await story.PressesAsync(org.Anna, form, "community.register", filledIn));
        foreach (var command in new[] { "status", "help", "rollen", "weekbericht", "weekbericht logboek", "wat is dit", "acties" })
            await story.SaysAsync(org.Bram, org.Channel, command);
        await story.SaysAsync(org.Bram, story.Sim.Org.ChatWith(org.Bram), "ik");
        var roles = await story.AsksAsync(org.Anna, org.Channel, "rollen");
        answers.Add(await story.PressesAsync(org.Anna, roles, "Kies een verbinder"));
        var (choice, thread) = (answers[^1]["value"]!.AsObject(), roles.ConversationId.Split("messageid=")[1]);
        var bram = new Dictionary<string, string> { ["Person"] = org.Bram.AadObjectId };
        answers.Add((await story.DeliverAsync(story.Sim.Activities.Press(choice, org.Channel, thread, roles.Id, org.Anna, "role.assign", bram))).Json!);
        answers.Add(await story.PressesAsync(org.Bram, (await story.PersonalPostsAsync(org.Bram))[^1], "role.accept"));
        await story.LaterAsync(new DateTimeOffset(2026, 11, 23, 8, 31, 0, TimeSpan.Zero) - story.Sim.Clock.GetUtcNow());
        var nudge = story.Sim.Posts(org.Channel).Last(post => post.Json.Contains("Inspireert", StringComparison.Ordinal));
        answers.Add(await story.PressesAsync(org.Bram, nudge, "Inspireert"));
        answers.Add(await story.PressesAsync(org.Guest, nudge, "Inspireert"));
        var slash = story.Sim.Activities.Message(org.Channel, org.Chris, "/community status", mention: false);
        slash["recipient"]!["isTargeted"] = true;
        await story.DeliverAsync(slash);
        await story.LaterAsync(TimeSpan.FromDays(15));
        return answers;
    }

    private static void IsActivity(string json)
    {
        IsUnderstood<Activity>(json);
        var read = SdkJson.Read<Activity>(json);
        IEnumerable<string> aside =
        [
            .. read.Properties.Properties().Select(property => property.Name),
            .. (read.Recipient?.Properties.Properties() ?? []).Select(property => $"recipient.{property.Name}"),
            .. (read.Attachments ?? []).SelectMany(attachment => attachment.Properties.Properties()).Select(property => $"attachments.{property.Name}"),
        ];
        Assert.Empty(aside.Except(NewerThanTheSdk));
    }

    private static void IsUnderstood<T>(string json)
        where T : class => Assert.Empty(SdkJson.Lost(SdkJson.Parse(json), SdkJson.Parse(SdkJson.Write(SdkJson.Read<T>(json)))));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TeamsCommunityBot.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
