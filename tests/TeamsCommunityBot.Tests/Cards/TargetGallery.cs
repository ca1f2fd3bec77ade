using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Features.Targets;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards about what a community wants to reach.</summary>
internal static class TargetGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("targets", people => TargetCard.Render(View(people, TargetOf(people, TargetMetric.Members, 12, 40)))),
        .. Card("targets-five", people => TargetCard.Render(View(people, Five(people)) with
        {
            Notice = Words.Fill(TargetTexts.IsCounted, "12", people.Channel),
            Undo = new("1", 3),
        })),
        .. Card("targets-none", people => TargetCard.Render(View(people))),
        .. Card("targets-awaited", people => TargetCard.Render(View(people) with { Awaits = true })),
        .. Card("targets-without", people => TargetCard.Render(View(people) with { Without = people.Theme })),
        .. Card("targets-count-wrong", people => TargetCard.Render(View(people, Five(people)) with
        {
            Count = new("4", "veel", new(nameof(CountAnswer.Count), Words.Fill(TargetTexts.CountWrong, TargetRow.Written(TargetOf(people,
                TargetMetric.Members, 1, 2).Number)))),
        })),
        .. Card("target-form", people => TargetCard.Form(Form(people) with { Changes = null })),
        .. Card("target-form-edit", people => TargetCard.Form(Form(people))),
        .. Card("target-form-wrong", people => TargetCard.Form(Form(people) with
        {
            Changes = null,
            Answer = Form(people).Answer with
            {
                Metric = TargetMetric.Own,
                Problems = [new(nameof(TargetAnswer.Name), TargetTexts.NameMissing), new(nameof(TargetAnswer.Number), TargetTexts.NotMore)],
            },
        })),
        .. Card("target-without", _ => TargetCard.Without(new())),
        .. Card("target-without-wrong", people => TargetCard.Without(new(people.Theme, TargetTexts.ReasonMissing))),
        .. Card("target-history", people => TargetCard.History(History(people))),
        .. Card("target-history-none", people => TargetCard.History(History(people) with { Entries = [], Older = null })),
        .. Card("status-targets", people => StatusCard.Render(Status(people) with { Targets = [TargetOf(people, TargetMetric.Members, 12, 40)] })),
        .. Card("status-targets-five", people => StatusCard.Render(Status(people) with { Targets = Five(people) })),
        .. Card("status-targets-awaited", people => StatusCard.Render(Status(people) with { HoldsForTarget = true, Phase = new(Phase.Preparation, 0) })),
        .. Card("status-targets-without", people => StatusCard.Render(Status(people) with { WithoutTarget = people.Theme })),
        .. Card("status-start", people => StatusCard.Render(Status(people) with { Start = new([FirstStep.WhyWritten, FirstStep.TargetSet],
            [FirstStep.RolesAsked, FirstStep.ActivityPlanned, FirstStep.ConversationHeld, FirstStep.ExampleShared], 12) })),
        .. Card("status-start-talked", people => StatusCard.Render(Status(people) with { HasJustTalked = true,
            Start = new([FirstStep.ConversationHeld], [FirstStep.ExampleShared], 1) })),
        .. Card("status-start-done", people => StatusCard.Render(Status(people) with { Start = new([.. Enum.GetValues<FirstStep>()], [], 3) })),
    ];

    private static TargetsView View(PeoplesText people, params IReadOnlyList<TargetView> targets) => new(people.Community, targets, Awaits: false, "");

    /// <summary>One in each state that has words of its own, and one of each metric.</summary>
    private static IReadOnlyList<TargetView> Five(PeoplesText people) =>
    [
        TargetOf(people, TargetMetric.Members, 12, 40),
        TargetOf(people, TargetMetric.Activities, 12, 12) with { Id = "2", Pace = new(TargetState.Reached, 5, Today) },
        TargetOf(people, TargetMetric.Participants, 20, 1200) with { Id = "3", Pace = new(TargetState.Behind, 700, Today) },
        TargetOf(people, TargetMetric.Own, 7.5m, 8) with { Id = "4", Pace = new(TargetState.Stale, 7.75m, Today), Owner = null },
        TargetOf(people, TargetMetric.Partners, 0, 1) with { Id = "5", Pace = new(TargetState.Missed, 1, Today), Deadline = Today.AddDays(-3) },
    ];

    private static TargetView TargetOf(PeoplesText people, TargetMetric metric, decimal value, decimal number) => new("1", 2, metric,
        metric == TargetMetric.Own ? Plain.Shorten(people.Theme, Target.NameLimit) : "", value, number, Today.AddDays(-3), new(2027, 9, 1),
        new(TargetState.SlightlyBehind, 18, Today.AddDays(-3)), people.Person);

    private static TargetForm Form(PeoplesText people) => new(new("4", 3),
        new(TargetMetric.Own, Plain.Shorten(people.Theme, Target.NameLimit), "7,5", "8", new(2027, 9, 1), "1", "", []),
        TargetOf(people, TargetMetric.Own, 7.5m, 8), [new(Plain.OneLine(people.Person), "1"), new("Bram Testman", "2")], Today);

    private static TargetHistoryView History(PeoplesText people)
    {
        var by = new Person("1", "29:1", people.Person);
        var said = new TargetSaid(TargetMetric.Own, Plain.Shorten(people.Theme, Target.NameLimit), 30, new(2027, 9, 1), 12);
        return new(people.Community, "Europe/Amsterdam",
        [
            .. Enum.GetValues<TargetDeed>().Select((deed, days) => new TargetEntry(1, RoleSamples.Now.AddDays(-days), deed,
                deed == TargetDeed.Undone ? Person.Bot : by, said, said with { Number = 40 }, Plain.Shorten(people.Theme, Target.ReasonLimit))),
        ], "target|0|1.1");
    }

    private static StatusView Status(PeoplesText people) =>
        StatusView.Of(RoleSamples.Community(people), [], RoleSamples.Now, null, isHere: true);
}
