using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Purposes;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards about why a community exists, and for who carries it.</summary>
internal static class PurposeGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly SponsorFacts Facts = new("19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2", 3);

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("why", people => PurposeCard.Render(View(people))),
        .. Card("why-missing", people => PurposeCard.Render(new(people.Community, Purpose.None, WhyState.Missing, null, null, false, [], null, null))),
        .. Card("why-old", people => PurposeCard.Render(View(people) with { State = WhyState.TooOld, Sponsor = null, ToldOn = null,
            Purpose = Said(people) with { ConfirmedOn = Today.AddMonths(-14) } })),
        .. Card("why-asked", people => PurposeCard.Render(View(people) with { Sponsor = null, IsAsked = true, ToldOn = null,
            Notice = PurposeTexts.SavedAndAsked, Purpose = Said(people) with { Link = null, Goal = "" } })),
        .. Card("why-role", people => PurposeCard.Render(View(people) with { SponsorRoles = [Role.Bouwer, Role.Aanjager] })),
        .. Card("why-form", people => PurposeCard.Form(Form(people) with { Answer = WhyAnswer.Of(Purpose.None) })),
        .. Card("why-form-own", people => PurposeCard.Form(Form(people))),
        .. Card("why-form-wrong", people => PurposeCard.Form(Form(people) with { Problems = [new(nameof(WhyAnswer.Link), PurposeTexts.LinkWrong)],
            People = Form(people).People with { Listed = [] } })),
        .. Card("sponsor-ask", people => SponsorCard.Ask(new(Facts, people.Community, people.Theme, people.Person))),
        .. Card("sponsor-ask-nobody", people => SponsorCard.Ask(new(Facts, people.Community, people.Theme, ""))),
        .. Card("sponsor-yes", people => SponsorCard.Outcome(Facts, Words.Fill(PurposeTexts.YouAreSponsor, people.Community), PurposeTexts.WhatFollows,
            DeclineSponsor.Verb)),
        .. Card("sponsor-no", _ => SponsorCard.Outcome(Facts, PurposeTexts.Declined, PurposeTexts.DeclinedMore)),
        .. Card("sponsor-prompt", people => SponsorCard.Prompt(new(Facts, people.Community, Ready(people)))),
        .. Card("sponsor-told", _ => SponsorCard.Outcome(Facts, PurposeTexts.ThanksForTelling, PurposeTexts.NextMonth)),
        .. Card("sponsor-later", _ => SponsorCard.Outcome(Facts, PurposeTexts.NotThisMonth, PurposeTexts.NextMonth, TellWhy.Verb)),
        .. Card("sponsor-stopped", people => SponsorCard.Outcome(Facts, PurposeTexts.StoppedAsking, Words.Fill(PurposeTexts.StillSponsor, people.Community),
            ResumePrompts.Verb, DeclineSponsor.Verb)),
        .. Card("sponsor-again", _ => SponsorCard.Outcome(Facts, PurposeTexts.AsksAgain, PurposeTexts.WhatFollows, StopPrompts.Verb)),
        .. Card("sponsor-news", people => SponsorCard.News(Words.Fill(PurposeTexts.NewsAccepted, people.Person, people.Community),
            PurposeTexts.NewsAcceptedMore, RoleSamples.Next.WithStatus() with { Talk = RoleSamples.Talk(people) })),
        .. Card("sponsor-news-no", people => SponsorCard.News(Words.Fill(PurposeTexts.NewsDeclined, people.Person, people.Community),
            PurposeTexts.NewsAskAnother, RoleSamples.Next with { Look = (PurposeTexts.AskAnother, ShowWhy.Command) })),
        .. Card("status-why", people => StatusCard.Render(Status(people) with { WhyHint = WhyHint.None })),
        .. Card("status-why-old", people => StatusCard.Render(Status(people) with { WhyHint = WhyHint.TooOld })),
        .. Card("status-why-no-sponsor", people => StatusCard.Render(Status(people) with { WhyHint = WhyHint.NoSponsor })),
    ];

    private static PurposeView View(PeoplesText people) =>
        new(people.Community, Said(people), WhyState.Fresh, people.Person, Today.AddMonths(-2), IsAsked: false, [], Today.AddDays(-9), Notice: null);

    private static Purpose Said(PeoplesText people) => new()
    {
        Revision = 4,
        Why = people.Theme,
        Since = Today.AddMonths(-15),
        ConfirmedOn = Today.AddMonths(-3),
        Goal = people.Channel,
        Link = "https://voorbeeld.example/beleid",
        Sponsor = new(2, new("6f9619ff-8b86-4011-b42d-000000000001", "29:1", people.Person), Person.Bot, RoleSamples.Now),
    };

    private static WhyForm Form(PeoplesText people) =>
        new(people.Community, 4, WhyAnswer.Of(Said(people)),
            new([new(people.Person, "6f9619ff-8b86-4011-b42d-000000000001"), new("Bram Testman", "6f9619ff-8b86-4011-b42d-000000000002")],
            new(CommunityTexts.Myself, "6f9619ff-8b86-4011-b42d-000000000002")), []);

    private static string Ready(PeoplesText people) =>
        ReadyText.For(RoleSamples.Community(people) with { Language = Language.Current, Purpose = Said(people) }, Today);

    private static StatusView Status(PeoplesText people) =>
        StatusView.Of(RoleSamples.Community(people) with { Purpose = Said(people) }, [], RoleSamples.Now, null, isHere: true);
}
