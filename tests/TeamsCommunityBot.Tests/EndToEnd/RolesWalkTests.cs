using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Administration;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;
using static TeamsCommunityBot.Tests.EndToEnd.PlaygroundPage;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>The story of roles as somebody walks it who tries the bot in the Playground, where they play their colleague as well.</summary>
public sealed class RolesWalkTests(Chromium chromium) : IDisposable
{
    /// <summary>Set to anything, it renews the picture in the README.</summary>
    private const string PictureVariable = "README_PICTURE";

    private const string Name = "Erfgoed in de buurt";
    private const string Anna = "Anna Voorbeeld";
    private const string Bram = "Bram Proef";
    private const string Chris = "Chris Testman";

    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Language.Dutch, "nl-NL")]
    [InlineData(Language.English, "en-US")]
    public async Task A_colleague_is_asked_says_yes_and_everybody_sees_it(string language, string locale)
    {
        using var spoken = Language.Use(language);
        var verbinder = Words.RoleAmid(Role.Verbinder);
        await using var bot = BotProcess.Start(_folder, $"--Playground:Locale={locale}");
        await using var page = await OpenAsync(chromium, await bot.PlaygroundAsync());
        var registered = await page.RegisterAsync(Name);
        await ShowsAsync(registered, TurnTexts.RoleOpen, StatusTexts.NextStep);
        await LookAsync(page, "registered");

        await AskOnTheCardAsync(page, Role.Verbinder, Bram);
        await page.GoToAsync(PersonalChat);
        var question = page.Card(Words.Fill(RoleTexts.InvitationTitle, verbinder, Name));
        await question.WaitForAsync();
        await LookAsync(page, "question");
        await PressAsync(question, RoleTexts.YesAloud);
        await ShowsAsync(page.Card(Words.Fill(RoleTexts.YouAre, verbinder, Name)), RoleTexts.WeekTitle, RoleTexts.VerbinderSecond, RoleTexts.TalkTitle, Anna);
        await page.Card(Words.Fill(RoleTexts.NewsAccepted, Bram, verbinder, Name)).WaitForAsync();
        await LookAsync(page, "yes");

        await page.GoToAsync(Channel);
        await page.Card(Words.Fill(RoleTexts.Aloud, Bram, verbinder, Name)).WaitForAsync();
        await ShowsAsync(page.Card(Words.Fill(RoleTexts.Title, Name)), Bram);
        await LookAsync(page, "aloud");
        var status = page.Card(StatusTexts.Roles, await page.PostAsync(Typed("status")));
        await ShowsAsync(status, Bram, Since());
        await LookAsync(page, "status");
        await PressAsync(status, StatusTexts.More);
        await LookAsync(page, "more");
        await PressAsync(page.Card(StatusTexts.MoreWhat), StatusTexts.Why);
        await ShowsAsync(page.Card(AuditTexts.Title), Anna, Bram);
        await LookAsync(page, "why");

        await ReleaseAndUndoAsync(page, Role.Verbinder);
        await TakeItselfAsync(page, Role.Aanjager);
        await CallAsync(page);
        await ShowsAsync(page.Card(AdministrationTexts.Title, await page.PostAsync(Typed("admins"))), Anna);
        await LookAsync(page, "admins");

        await page.GoToAsync(PersonalChat);
        await page.SayAsync(Typed("me"));
        await ShowsAsync(page.Card(ContributionTexts.MeTitle), Name, ContributionTexts.NoneYet);
        await LookAsync(page, "me");
    }

    [Fact]
    public async Task By_text_a_colleague_is_asked_and_may_say_no()
    {
        await using var bot = BotProcess.Start(_folder);
        await using var page = await OpenAsync(chromium, await bot.PlaygroundAsync());
        await page.GoToAsync(Channel);
        await page.RegisterAsync("register", Name, RegistrationTexts.English);
        await page.PostAsync("role bouwer", Chris);

        await page.GoToAsync(PersonalChat);
        await PressAsync(page.Card(Words.Fill(RoleTexts.InvitationTitle, Words.RoleAmid(Role.Bouwer), Name)), RoleTexts.No);
        await page.Card(RoleTexts.Declined).WaitForAsync();
        await page.Card(Words.Fill(RoleTexts.NewsDeclined, Chris, Words.RoleAmid(Role.Bouwer), Name)).WaitForAsync();
        await LookAsync(page, "declined");

        await page.GoToAsync(Channel);
        var status = page.Card(StatusTexts.Roles, await page.PostAsync("status"));
        await status.WaitForAsync();
        Assert.DoesNotContain(Chris, await status.InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task AskOnTheCardAsync(PlaygroundPage page, Role role, string colleague)
    {
        var post = await page.PostAsync(Typed(ShowRoles.Command));
        var roles = page.Card(Words.Fill(RoleTexts.Title, Name), post);
        await roles.WaitForAsync();
        await LookAsync(page, "roles");
        await PressAsync(roles, Words.Fill(RoleTexts.Choose, Words.RoleAmid(role)));
        var form = page.Card(Words.Fill(RoleTexts.AssignTitle, Words.RoleAmid(role)), post);
        await page.ChooseAsync(form, RoleTexts.PersonLabel, colleague);
        await LookAsync(page, "choose");
        await PressAsync(form, RoleTexts.Ask);
        await page.Card(Words.Fill(RoleTexts.Title, Name), post).WaitForAsync();
    }

    private static async Task ReleaseAndUndoAsync(PlaygroundPage page, Role role)
    {
        var word = Words.RoleAmid(role);
        var post = await page.PostAsync(Typed(ShowRoles.Command));
        await PressAsync(page.Card(Words.Fill(RoleTexts.Title, Name), post), Words.Fill(RoleTexts.Manage, word));
        var form = page.Card(Words.Fill(RoleTexts.ManageTitle, word), post);
        await form.WaitForAsync();
        await LookAsync(page, "manage");
        await PressAsync(form, RoleTexts.Release);
        var question = page.Card(Words.Fill(RoleTexts.ReleaseTitle, word), post);
        await ShowsAsync(question, Words.Fill(RoleTexts.ReleaseHolderReads, Bram));
        await LookAsync(page, "release");
        await PressAsync(question, RoleTexts.ReleaseSure);
        var released = page.Card(Words.Fill(RoleTexts.IsReleased, word), post);
        await released.WaitForAsync();
        await LookAsync(page, "released");
        await PressAsync(released, RoleTexts.Undo);
        await ShowsAsync(page.Card(Words.Fill(RoleTexts.Title, Name), post), Bram, Words.Fill(RoleTexts.UndoneTold, Bram));
        await LookAsync(page, "undone");
    }

    private static async Task TakeItselfAsync(PlaygroundPage page, Role role)
    {
        await AskOnTheCardAsync(page, role, Anna);
        await ShowsAsync(page.Card(Words.Fill(RoleTexts.TookIt, Anna, Words.RoleAmid(role))), Anna, Bram);
        await page.Card(StatusTexts.Roles, await page.PostAsync(Typed("status"))).Filter(new() { HasText = Anna }).WaitForAsync();
        await LookAsync(page, "filled");
        if (Language.Current == Language.English && Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 })
            await page.PictureForReadmeAsync();
    }

    private static async Task CallAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("call"));
        var form = page.Card(CallTexts.FormTitle, post);
        await form.WaitForAsync();
        await LookAsync(page, "call-form");
        await PressAsync(form, CallTexts.Post);
        var call = page.Card(CallTexts.Raise);
        await call.WaitForAsync();
        await LookAsync(page, "call");
        await PressAsync(call, CallTexts.Raise);
        await page.Text(Words.Fill(CallTexts.ThanksVerbinder, Bram)).First.WaitForAsync();
        await LookAsync(page, "hand");
    }

    /// <summary>A picture in the order of the walk.</summary>
    private static Task LookAsync(PlaygroundPage page, string name) => page.LookAsync("roles", name);

    private static string Since() => Words.Fill(TurnTexts.RoleSince, Words.Day(LocalTime.DayIn(LocalTime.DefaultZone, TimeProvider.System.GetUtcNow())));
}
