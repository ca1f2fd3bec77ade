using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards about what people contribute.</summary>
internal static class ContributionGallery
{
    private const string Channel = "19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2";
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("contribution-form", people => ContributionCard.Form(Form(people))),
        .. Card("contribution-form-whole", people => ContributionCard.Form(Own(people) with { IsWhole = true, AskWho = Somebody(people).Id,
            People = [Somebody(people)] })),
        .. Card("contribution-form-alone", people => ContributionCard.Form(Own(people) with { IsWhole = true })),
        .. Card("contribution-not-reached", people => NotReachedCard.Render(people.Person, new("https://teams.microsoft.com/l/chat/0/0?users=28%3Abot"))),
        .. Card("contribution-form-own", people => ContributionCard.Form(Own(people))),
        .. Card("contribution-form-wrong", people => ContributionCard.Form(Own(people) with { Roles = [], Hours = "1,25",
            Problems = [new(nameof(ContributionAnswer.Until), ContributionTexts.UntilWrong),
                new(nameof(ContributionAnswer.Hours), Words.Fill(ContributionTexts.HoursWrong, Contribution.MostHours))] })),
        .. Card("contribution-ask", people => ContributionCard.Question(new(Channel, people.Community, [Role.Verbinder], ContributionState.None, null))),
        .. Card("contribution-ask-again", people => ContributionCard.Question(new(Channel, people.Community, [Role.Verbinder], ContributionState.Expired,
            Said(people)))),
        .. Card("contribution-ask-ended", people => ContributionCard.Question(new(Channel, people.Community, [], ContributionState.Ended,
            Said(people) with { Hours = 1 }))),
        .. Card("me", people => MeCard.Render(MeView.Of([Confirmed(people), Invited(people), Expired(people)], 1, null))),
        .. Card("me-page", people => MeCard.Render(MeView.Of([.. Enumerable.Range(1, 9).Select(_ => Confirmed(people))], 2, ContributionTexts.Saved))),
        .. Card("me-nothing", _ => MeCard.Render(MeView.Of([], 1, null))),
        .. Card("me-left", people => MeCard.Render(MeView.Of(
            [Confirmed(people).SeenBy(MembershipState.Out), Invited(people).SeenBy(MembershipState.Unknown)], 1, null))),
        .. Card("contributions", people => ContributionsCard.Render(List(people))),
        .. Card("contributions-none", people => ContributionsCard.Render(new(Channel, people.Community, [], 0))),
        .. Card("contributions-choose", people => ChooseContributionsCard.Render([Community(people)])),
    ];

    private static ContributionForm Form(PeoplesText people) => new(
        Channel, people.Community, [Role.Bouwer, Role.Verbinder], 0, Suggestions.For([Role.Bouwer, Role.Verbinder]), "", null, null, [],
            Today, []);

    private static ContributionForm Own(PeoplesText people) =>
        Form(people) with
        {
            Roles = [Role.Aanjager],
            Revision = 3,
            Lines = Said(people).Commitments,
            Hours = TypedNumber.Write(2.5m),
            Until = Today.AddMonths(7),
        };

    private static Contribution Said(PeoplesText people) => new()
    {
        Who = Somebody(people),
        Roles = [Role.Verbinder],
        Commitments = [people.Theme, "Elke maand bel ik twee partners", "Ik heet nieuwe mensen welkom"],
        Hours = 2.5m,
        Until = Today.AddMonths(7),
        AskWho = Somebody(people),
        ConfirmedAt = Now,
        Revision = 3,
    };

    private static MyCommunity Confirmed(PeoplesText people) =>
        new(Channel, people.Community, [new(Role.Verbinder, Today.AddMonths(-3), Today.AddMonths(9))], [], [], [Role.Bouwer], Said(people),
            ContributionState.Confirmed, Leads: true);

    private static MyCommunity Invited(PeoplesText people) =>
        new(Channel, people.Community, [], [new(Role.Aanjager, 4)], [Role.Bouwer], [], null, ContributionState.None, Leads: true);

    private static MyCommunity Expired(PeoplesText people) =>
        Confirmed(people) with
        {
            Roles = [],
            Backs = [],
            Contribution = Said(people) with
            {
                Roles = [],
                Until = null,
                Hours = 0,
                ConfirmedAt = Now.AddMonths(-7)
            },
            State = ContributionState.Expired,
            Leads = false
        };

    private static ContributionsView List(PeoplesText people) => new(
        Channel,
        people.Community,
        [
            new(people.Person, [Role.Bouwer, Role.Verbinder], ContributionState.Confirmed, Today),
            new("Chris Proefpersoon", [Role.Aanjager], ContributionState.None, null),
            new("Dina Monster", [], ContributionState.Expired, Today.AddMonths(-8)),
        ],
        2);

    private static Community Community(PeoplesText people) => new()
    {
        TenantId = "t",
        ChannelId = Channel,
        TeamId = "19:team@thread.tacv2",
        Name = people.Community,
        StartDate = Today,
        Language = "nl",
        Address = new(new("https://smba.trafficmanager.net/emea/"), Channel, "28:bot"),
        RegisteredBy = "a",
        RegisteredAt = Now,
    };

    private static Person Somebody(PeoplesText people) => new("6f9619ff-8b86-4011-b42d-00c04fc964ff", "29:somebody", people.Person);
}
