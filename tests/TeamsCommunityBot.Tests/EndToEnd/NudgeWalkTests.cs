using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;
using static TeamsCommunityBot.Tests.EndToEnd.PlaygroundPage;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>
/// The weekly rhythm as somebody walks it who tries the bot in the Playground: every button of the message, and every way to change when it comes.
/// </summary>
public sealed class NudgeWalkTests(Chromium chromium) : IDisposable
{
    private const string Name = "Erfgoed in de buurt";
    private const string Title = "Buren vertellen in de leeszaal";
    private const string Story = "Op dinsdag vertelden drie buren over de straat van vroeger. Er kwamen veertig mensen.";

    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Language.Dutch, "nl-NL")]
    [InlineData(Language.English, "en-US")]
    public async Task The_message_is_seen_before_it_is_sent_answered_paused_and_moved(string language, string locale)
    {
        using var spoken = Language.Use(language);
        await using var bot = BotProcess.Start(_folder, $"--Playground:Locale={locale}");
        await using var page = await OpenAsync(chromium, await bot.PlaygroundAsync());
        await page.RegisterAsync(Name);

        await PreviewAsync(page);
        await SendAsync(page);
        await AnswerAsync(page);
        await ShareAsync(page);
        await WaitForAnotherAsync(page);
        await FillTheGapAsync(page);
        await PauseAsync(page);
        await MoveAsync(page);
        await BeQuietAsync(page);
        await ShowsAsync(page.Card(NudgeTexts.LogTitle, await page.PostAsync(Typed("nudge log"))), NudgeTexts.FiguresTitle);
        await LookAsync(page, "log");
        var inspired = await page.PostAsync(Typed("inspire"));
        await page.Card(NudgeTexts.ShareOwn, inspired).WaitForAsync();
        await LookAsync(page, "inspire");
    }

    private static async Task PreviewAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("nudge"));
        var rhythm = page.Card(NudgeTexts.RhythmLabel, post);
        await ShowsAsync(rhythm, NudgeTexts.NoLast);
        await LookAsync(page, "rhythm");
        await PressAsync(rhythm, NudgeTexts.Preview);
        var preview = page.Card(NudgeTexts.SeeRoles, post);
        await preview.WaitForAsync();
        await LookAsync(page, "preview");
        await PressAsync(preview, NudgeTexts.Back);
        await rhythm.WaitForAsync();
    }

    /// <summary>The message is a post of its own, as it is on a Monday.</summary>
    private static async Task SendAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("nudge"));
        await PressAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.More);
        await PressAsync(page.Card(NudgeTexts.MoreIntro, post), NudgeTexts.SendNow);
        await page.Card(CommunityTexts.OnItsWay, post).WaitForAsync();
        await page.Card(NudgeTexts.Inspires).WaitForAsync();
        await LookAsync(page, "sent");
    }

    private static async Task AnswerAsync(PlaygroundPage page)
    {
        var nudge = page.Card(NudgeTexts.Inspires);
        foreach (var (button, inspires, willDo, notForUs) in new[] { (NudgeTexts.Inspires, 1, 0, 0), (NudgeTexts.NotForUs, 0, 0, 1),
            (NudgeTexts.WillDo, 0, 1, 0) })
        {
            await PressAsync(nudge, button);
            await ShowsAsync(nudge, Words.Fill(NudgeTexts.Answers, inspires, willDo, notForUs));
        }
        await LookAsync(page, "answered");
    }

    private static async Task ShareAsync(PlaygroundPage page)
    {
        await PressAsync(page.Card(NudgeTexts.Inspires), NudgeTexts.More);
        await page.Card(NudgeTexts.BackToMessage).WaitForAsync();
        await LookAsync(page, "more");
        await PressAsync(page.Card(NudgeTexts.BackToMessage), NudgeTexts.ShareOwn);
        var form = page.Card(ExampleTexts.FormTitle);
        await form.GetByLabel(ExampleTexts.TitleLabel).FillAsync(Title);
        await form.GetByLabel(ExampleTexts.TextLabel).FillAsync(Story);
        await LookAsync(page, "share");
        await PressAsync(form, ExampleTexts.Send);
        await page.Card(ExampleTexts.Thanks).WaitForAsync();
        await LookAsync(page, "thanks");
    }

    /// <summary>Whoever shared it, and alone leads the community, waits for somebody else's yes.</summary>
    private static async Task WaitForAnotherAsync(PlaygroundPage page)
    {
        await page.Card(ExampleTexts.WaitsInChannel).First.WaitForAsync();
        var list = page.Card(ExampleTexts.ListTitle, await page.PostAsync(Typed("examples")));
        await ShowsAsync(list, Title, ExampleTexts.BadgeProposed);
        await LookAsync(page, "examples");
        await PressAsync(list, ExampleTexts.Approve);
        await page.Text(ExampleTexts.NeedsAnother).First.WaitForAsync();
        await LookAsync(page, "needs-another");
        await page.Card(ExampleTexts.FormTitle, await page.PostAsync(Typed("share"))).WaitForAsync();
        await LookAsync(page, "share-typed");
    }

    private static async Task FillTheGapAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("nudge"));
        await PressAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.More);
        await PressAsync(page.Card(NudgeTexts.MoreIntro, post), NudgeTexts.SendNow);
        await page.Text(NudgeTexts.AlreadyThisWeek).First.WaitForAsync();
        await LookAsync(page, "already");
        await PressAsync(page.Card(NudgeTexts.MoreIntro, post), NudgeTexts.Back);
        await PressAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.Preview);
        await PressAsync(page.Card(NudgeTexts.SeeRoles, post), NudgeTexts.SeeRoles);
        await page.Card(TurnTexts.RoleStateOpen, post).WaitForAsync();
        await LookAsync(page, "gap");
    }

    private static async Task PauseAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("nudge"));
        await PressAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.PauseButton);
        var form = page.Card(NudgeTexts.PauseTitle, post);
        await form.WaitForAsync();
        await LookAsync(page, "pause");
        await PressAsync(form, NudgeTexts.PauseTwoWeeks);
        var paused = page.Card(NudgeTexts.RhythmLabel, post);
        await ShowsAsync(paused, NudgeTexts.Resume);
        await LookAsync(page, "paused");
        await PressAsync(paused, NudgeTexts.Resume);
        await ShowsAsync(paused, NudgeTexts.Resumed);
        await LookAsync(page, "resumed");
    }

    private static async Task MoveAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("nudge"));
        await PressAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.Settings);
        var form = page.Card(NudgeTexts.SettingsTitle, post);
        var thursday = CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(DayOfWeek.Thursday);
        await page.ChooseAsync(form, NudgeTexts.DayLabel, thursday);
        await page.ChooseAsync(form, NudgeTexts.TimeLabel, "14:30");
        await LookAsync(page, "settings");
        await PressAsync(form, NudgeTexts.Save);
        // This week had its message already, so the next one comes on the Thursday of the week after.
        var next = (Rhythm.Default with { Day = DayOfWeek.Thursday }).MomentIn(IsoWeek.Of(Today()).Next, "UTC")!.Day;
        await ShowsAsync(page.Card(NudgeTexts.RhythmLabel, post), NudgeTexts.Saved, Words.Fill(NudgeTexts.Weekly, thursday, Words.Clock(new(14, 30))),
            Words.Day(next));
        await LookAsync(page, "moved");
    }

    private static async Task BeQuietAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("quiet"));
        var card = page.Card(NudgeTexts.QuietTitle, post);
        await card.GetByLabel(NudgeTexts.QuietFrom).WaitForAsync();
        await LookAsync(page, "quiet");
        await PressAsync(card, NudgeTexts.QuietAdd);
        await ShowsAsync(card, Words.Fill(NudgeTexts.QuietWrong, QuietDays.Longest));
        await LookAsync(page, "quiet-wrong");
        await page.ChooseTodayAsync(card, NudgeTexts.QuietFrom);
        await page.ChooseTodayAsync(card, NudgeTexts.QuietTo);
        await PressAsync(card, NudgeTexts.QuietAdd);
        await ShowsAsync(card, NudgeTexts.QuietAdded);
        await LookAsync(page, "quiet-added");
        await PressAsync(card, NudgeTexts.QuietClear);
        await ShowsAsync(card, NudgeTexts.QuietNone);
        await PressAsync(card, NudgeTexts.Back);
        await page.Card(NudgeTexts.RhythmLabel, post).WaitForAsync();
    }

    private static DateOnly Today() => LocalTime.DayIn(LocalTime.DefaultZone, TimeProvider.System.GetUtcNow());

    private static Task LookAsync(PlaygroundPage page, string name) => page.LookAsync("nudge", name);
}
