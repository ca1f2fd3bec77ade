using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Features.TimeGiven;
using TeamsCommunityBot.Tests.Features.Nudges;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards of milestones, and of the monthly question about time.</summary>
internal static class MilestoneGallery
{
    private const string Channel = "19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2";

    private static readonly DateOnly Month = new(2026, 11, 1);

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("milestone-3", people => MilestoneCard.Render(View(people, 3, new(GapKind.RoleEmpty, Role.Aanjager)))),
        .. Card("milestone-6", people => MilestoneCard.Render(View(people, 6, new(GapKind.ContributionUnclear)))),
        .. Card("milestone-9", people => MilestoneCard.Render(View(people, 9, null))),
        .. Card("milestone-12", people => MilestoneCard.Render(View(people, 12, null))),
        .. Card("milestone-go-on", people => MilestoneCard.Render(Chosen(people, ReviewChoice.GoOn))),
        .. Card("milestone-adjust", people => MilestoneCard.Render(Chosen(people, ReviewChoice.Adjust) with { Notice = MilestoneTexts.ChangedMeanwhile })),
        .. Card("milestone-erased", people => MilestoneCard.Render(Chosen(people,
            ReviewChoice.GoOn) with { Review = new(ReviewChoice.GoOn, Person.Bot, NudgeSample.At("2027-09-01T09:00:00Z")) })),
        .. Card("time-question", people => TimeCard.Question(Question(people))),
        .. Card("time-answered", people => TimeCard.Question(Question(people) with { Answer = TimeAnswer.Partly, Roles = [Role.Verbinder] })),
        .. Card("time-short", people => TimeCard.Short(new(people.Community, [new(Month.AddMonths(-1), (1, 0, 1)), new(Month, (1, 1, 1))],
            RoleSamples.Next))),
    ];

    private static MilestoneView View(PeoplesText people, int months, Gap? gap) => new(
        people.Community,
        months,
        [new(Role.Bouwer, SlotState.Accepted, new(2026, 9, 8)), new(Role.Verbinder, SlotState.Invited, null), new(Role.Aanjager, SlotState.Open, null)],
        gap);

    private static MilestoneView Chosen(PeoplesText people, ReviewChoice choice) =>
        View(people, 12, null) with
        {
            Review = new(choice, new("1", "29:1", people.Person), NudgeSample.At("2027-09-01T09:00:00Z")),
            ChosenOn = new(2027, 9, 1),
            Revision = 1
        };

    private static TimeView Question(PeoplesText people) => new(Channel, people.Community, [Role.Bouwer, Role.Verbinder], Month, 4.5m);
}
