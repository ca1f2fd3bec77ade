using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Status;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards of the eleven checks, each check in each of its states.</summary>
internal static class ChecksGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("checks-early", people => ChecksCard.Render(View(people, Early))),
        .. Card("checks-fine", people => ChecksCard.Render(View(people, Fine))),
        .. Card("checks-attention", people => ChecksCard.Render(View(people, Attention))),
        .. new[] { ("early", Early), ("fine", Fine), ("attention", Attention) }.SelectMany(facts => Enum.GetValues<CheckKind>().SelectMany(kind =>
            Card($"check-{kind.ToString().ToLowerInvariant()}-{facts.Item1}", people => ChecksCard.One(View(people, facts.Item2), kind)))),
    ];

    /// <summary>What is known on the day of the registration: hardly anything.</summary>
    private static CheckFacts Early { get; } = new()
    {
        Today = Today,
        Roles = [SlotState.Invited, SlotState.Invited, SlotState.Invited],
        Why = WhyState.Fresh,
        WhyOn = Today,
        HasGoal = true,
        IsSponsorAsked = true,
        HasReasonForNoTarget = true,
        Phase = Phase.Preparation,
        StaffCap = 3,
        IsStarting = true,
        StepsLeft = 4,
        IsPaused = true,
        MayPost = true,
    };

    private static CheckFacts Fine { get; } = Early with
    {
        Roles = [SlotState.Accepted, SlotState.Accepted, SlotState.Accepted],
        HasSponsor = true,
        Targets = [new(TargetState.OnPace, 18, Today.AddDays(-3))],
        Phase = Phase.Start,
        Staff = new(3, 0, Today.AddDays(-9)),
        WasLevelDiscussed = true,
        TimeMonth = new(2026, 11, 1),
        StepsLeft = 0,
        IsPaused = false,
        HasPlanned = true,
    };

    private static CheckFacts Attention { get; } = Fine with
    {
        Roles = [SlotState.Accepted, SlotState.AtRisk, SlotState.Open],
        Why = WhyState.TooOld,
        HasGoal = false,
        HasSponsor = false,
        IsSponsorAsked = false,
        IsUnclear = true,
        Targets = [new(TargetState.Behind, 18, Today), new(TargetState.Missed, 18, Today)],
        Phase = Phase.Preparation,
        HoldsForTarget = true,
        Staff = new(6, 2, Today.AddDays(-9)),
        WasLevelDiscussed = false,
        IsTimeShort = true,
        IsStarting = false,
        StepsLeft = 2,
        MayPost = false,
        HasPlanned = false,
    };

    private static ChecksView View(PeoplesText people, CheckFacts facts) => new(people.Community, Checks.Of(facts), facts);
}
