using Microsoft.Playwright;
using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Features.Purposes;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;
using static TeamsCommunityBot.Tests.EndToEnd.PlaygroundPage;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>What a community is for and what it does, as somebody walks it who tries the bot in the Playground.</summary>
public sealed class PurposeWalkTests(Chromium chromium) : IDisposable
{
    private const string Name = "Erfgoed in de buurt";
    private const string Why = "Iedereen in het dorp kent de verhalen van de eigen straat.";
    private const string Sponsor = "Bram Proef";
    private const string Title = "Koffie en oude foto's";

    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Language.Dutch, "nl-NL")]
    [InlineData(Language.English, "en-US")]
    public async Task The_why_is_written_and_carried_and_an_activity_is_noted_removed_and_brought_back(string language, string locale)
    {
        using var spoken = Language.Use(language);
        await using var bot = BotProcess.Start(_folder, $"--Playground:Locale={locale}");
        await using var page = await OpenAsync(chromium, await bot.PlaygroundAsync());
        await page.RegisterAsync(Name);

        await WriteAsync(page);
        await CarryAsync(page);
        await NoteAsync(page);
    }

    private static async Task WriteAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("why"));
        await ShowsAsync(page.Card(PurposeTexts.NoWhy, post), PurposeTexts.HintMissing, PurposeTexts.NoSponsor);
        await LookAsync(page, "missing");
        await PressAsync(page.Card(PurposeTexts.NoWhy, post), PurposeTexts.Write);
        var form = page.Card(PurposeTexts.FormTitle, post);
        await form.GetByLabel(PurposeTexts.WhyLabel).FillAsync(Why);
        await form.GetByLabel(PurposeTexts.LinkLabel).FillAsync("http://bibliotheek.example/doelen");
        await PressAsync(form, PurposeTexts.Save);
        await ShowsAsync(form, PurposeTexts.LinkWrong);
        await LookAsync(page, "wrong");
        await form.GetByLabel(PurposeTexts.LinkLabel).FillAsync("https://bibliotheek.example/doelen");
        await page.ChooseAsync(form, PurposeTexts.SponsorLabel, Sponsor);
        await LookAsync(page, "form");
        await PressAsync(form, PurposeTexts.Save);
        await ShowsAsync(page.Card(Why, post), PurposeTexts.SavedAndAsked, PurposeTexts.SponsorAsked);
        await LookAsync(page, "saved");
    }

    private static async Task CarryAsync(PlaygroundPage page)
    {
        await page.GoToAsync(PersonalChat);
        var question = page.Card(Words.Fill(PurposeTexts.AskTitle, Name));
        await ShowsAsync(question, PurposeTexts.WhatSponsorDoes);
        await LookAsync(page, "question");
        await PressAsync(question, PurposeTexts.Accept);
        await page.Card(PurposeTexts.StepDown).WaitForAsync();
        await LookAsync(page, "carried");
        await page.GoToAsync(Channel);
        await ShowsAsync(page.Card(Why, await page.PostAsync(Typed("why"))), Sponsor);
        await LookAsync(page, "why");
    }

    private static async Task NoteAsync(PlaygroundPage page)
    {
        var post = await page.PostAsync(Typed("activity"));
        await ShowsAsync(page.Card(ActivityTexts.NothingAhead, post), ActivityTexts.NothingBeen);
        await LookAsync(page, "activities");
        await PressAsync(page.Card(ActivityTexts.NothingAhead, post), ActivityTexts.Log);
        var form = page.Card(ActivityTexts.FormTitle, post);
        await form.GetByLabel(ActivityTexts.TitleLabel).FillAsync(Title);
        await page.ChooseTodayAsync(form, ActivityTexts.DayLabel);
        await form.GetByLabel(ActivityTexts.HeadsLabel).FillAsync("12");
        await LookAsync(page, "activity-form");
        await PressAsync(form, ActivityTexts.Save);
        var list = page.Card(ActivityTexts.Been, post);
        await ShowsAsync(list, Title, Words.Fill(ActivityTexts.Heads, 12));
        await LookAsync(page, "noted");
        await PressAsync(list, ActivityTexts.Change);
        await PressAsync(page.Card(ActivityTexts.EditTitle, post), ActivityTexts.Remove);
        await ShowsAsync(list, Words.Fill(ActivityTexts.Removed, Title), ActivityTexts.NothingBeen);
        await LookAsync(page, "removed");
        await PressAsync(list, ActivityTexts.Undo);
        await ShowsAsync(list, Words.Fill(ActivityTexts.Undone, Title), Words.Fill(ActivityTexts.Heads, 12));
        await LookAsync(page, "undone");
        await PlanAsync(page, list, post);
    }

    private static async Task PlanAsync(PlaygroundPage page, ILocator list, ILocator post)
    {
        await PressAsync(list, ActivityTexts.Log);
        var form = page.Card(ActivityTexts.FormTitle, post);
        await form.GetByLabel(ActivityTexts.TitleLabel).FillAsync(Title);
        await form.GetByLabel(ActivityTexts.TimeLabel).FillAsync("14:30");
        await form.GetByLabel(ActivityTexts.PlaceLabel).FillAsync("De leeszaal");
        await form.GetByLabel(ActivityTexts.HeadsLabel).FillAsync("1,5");
        await PressAsync(form, ActivityTexts.Save);
        await ShowsAsync(form, ActivityTexts.CheckTheForm, Words.Fill(ActivityTexts.HeadsWrong, 9_999));
        await LookAsync(page, "activity-wrong");
        await form.GetByLabel(ActivityTexts.HeadsLabel).FillAsync("");
        await PressAsync(form, ActivityTexts.Save);
        await ShowsAsync(list, "De leeszaal", ActivityTexts.ToCalendar);
        await PressAsync(list, ActivityTexts.Come);
        await ShowsAsync(list, ActivityTexts.OneComes);
        await LookAsync(page, "comes");
        await PressAsync(list, ActivityTexts.StayAway);
        await list.Filter(new() { HasNotText = ActivityTexts.OneComes }).WaitForAsync();
    }

    private static Task LookAsync(PlaygroundPage page, string name) => page.LookAsync("purpose", name);
}
