using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Help;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Features.Welcome;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>What someone does who has just cloned the repository: the bot in a process of its own, the Playground, a browser.</summary>
public sealed class NewUserTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_community_is_registered_and_its_status_outlives_a_restart()
    {
        await using (var bot = BotProcess.Start(_folder))
        {
            await using var page = await PlaygroundPage.OpenAsync(chromium, await bot.PlaygroundAsync());
            await page.GoToAsync(PlaygroundPage.Channel);
            await page.Card(WelcomeTexts.ChannelTitle).WaitForAsync();
            await page.PictureAsync("welcome");

            var status = await page.RegisterAsync("/community register", "Erfgoed in de buurt", RegistrationTexts.English);
            await page.PictureAsync("registered");
            await PlaygroundPage.ShowsAsync(status, "Erfgoed in de buurt", "Streekgeschiedenis", StatusTexts.Roles, StatusTexts.NextStep);

            Assert.Equal(1, await page.Card(WelcomeTexts.ChannelTitle).CountAsync());
            Assert.Equal(0, await bot.StopAsync());
        }

        await using var again = BotProcess.Start(_folder);
        await using var later = await PlaygroundPage.OpenAsync(chromium, await again.PlaygroundAsync());
        await later.GoToAsync(PlaygroundPage.Channel);
        var asked = await later.PostAsync("/community status");
        await PlaygroundPage.ShowsAsync(later.Card(StatusTexts.Roles, asked), "Erfgoed in de buurt", "Streekgeschiedenis");
        Assert.Equal(0, await later.Card(WelcomeTexts.ChannelTitle).CountAsync());
        await later.PictureAsync("status-after-restart");
    }

    [Fact]
    public async Task Help_a_typo_and_a_private_chat_lead_somewhere()
    {
        await using var bot = BotProcess.Start(_folder);
        await using var page = await PlaygroundPage.OpenAsync(chromium, await bot.PlaygroundAsync());
        await page.Card(WelcomeTexts.PersonalTitle).WaitForAsync();
        await page.SayAsync("help");
        await PlaygroundPage.ShowsAsync(page.Card(HelpTexts.Title), HelpTexts.CommunityDoes, HelpTexts.BotDoes);
        await page.PictureAsync("help");

        await page.GoToAsync(PlaygroundPage.Channel);
        var typo = await page.PostAsync("/community statsu");
        var offer = page.Card(Words.Fill(HelpTexts.DidYouMean, "statsu", "status"), typo);
        await offer.WaitForAsync();
        await page.PictureAsync("typo");
        await PlaygroundPage.PressAsync(offer, Words.Fill(HelpTexts.Run, "status"));
        await page.Card(StatusTexts.NoCommunityTitle, typo).WaitForAsync();
    }

    [Fact]
    public async Task Dutch_is_spoken_to_who_asks_in_Dutch_and_in_a_Dutch_community()
    {
        await using var bot = BotProcess.Start(_folder);
        var playground = await bot.PlaygroundAsync();
        await using var page = await PlaygroundPage.OpenAsync(chromium, playground);
        await page.Card(WelcomeTexts.PersonalTitle).WaitForAsync();
        await page.SendAsync(Said("/community hulp", "nl-NL", playground));
        await page.Card(Dutch(() => HelpTexts.Title)).WaitForAsync();
        await page.PictureAsync("hulp");

        await page.GoToAsync(PlaygroundPage.GeneralChannel);
        var status = await page.RegisterAsync("/community register", "Schrijvers van de stad", RegistrationTexts.Dutch);
        await PlaygroundPage.ShowsAsync(status, Dutch(() => StatusTexts.Roles),
            Dutch(() => Words.Fill(StatusTexts.NextStepEmpty, Words.RoleAmid(Role.Bouwer))));

        var asked = await page.PostAsync("/community status");
        await page.Card(Dutch(() => Words.Fill(StatusTexts.NextStepEmpty, Words.RoleAmid(Role.Bouwer))), asked).WaitForAsync();
        await page.PictureAsync("nederlands");
    }

    private static string Dutch(Func<string> text)
    {
        using var spoken = Language.Use(Language.Dutch);
        return text();
    }

    /// <summary>A message in Anna's own chat, as in playground.yml.</summary>
    private static string Said(string text, string locale, Uri playground) => $$"""
        {
          "type": "message", "id": "{{Guid.NewGuid()}}", "channelId": "msteams", "locale": "{{locale}}", "text": "{{text}}", "textFormat": "plain", "serviceUrl": "{{playground}}_connector",
          "from": { "id": "29:1anna-voorbeeld", "name": "Anna Voorbeeld", "aadObjectId": "30000000-0000-4000-8000-000000000001" },
          "recipient": { "id": "28:22222222-2222-4222-8222-222222222222", "name": "Community Bot" },
          "conversation": { "id": "a:1chat-anna-voorbeeld", "conversationType": "personal", "tenantId": "11111111-1111-4111-8111-111111111111" },
          "channelData": { "tenant": { "id": "11111111-1111-4111-8111-111111111111" } }
        }
        """;
}
