using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards of nudges, and of the examples that people share.</summary>
internal static class NudgeGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<ContentItem> Items = [.. ContentLibrary.BuiltIn().SelectMany(pack => pack.Items)];

    public static IEnumerable<GalleryCard> Cards { get; } =
    [
        .. CardGallery.Card("nudge-example", _ => NudgeCard.Render(Nudge("met-elkaar-voor-elkaar"))),
        .. CardGallery.Card("nudge-answered", _ => NudgeCard.Render(Nudge("kleine-kern") with { Tally = new(4, 1, 2),
            Gap = new(GapKind.RoleAtRisk, Role.Bouwer) })),
        .. CardGallery.Card("nudge-two-weekly", _ => NudgeCard.Render(Nudge("volgende-datum") with { Cadence = Cadence.EveryTwoWeeks, Gap = null })),
        .. CardGallery.Card("nudge-why", _ => NudgeCard.Render(Nudge("kleine-kern") with { Gap = new(GapKind.WhyOld) })),
        .. CardGallery.Card("nudge-unclear", _ => NudgeCard.Render(Nudge("kleine-kern") with { Gap = new(GapKind.ContributionUnclear) })),
        .. CardGallery.Card("nudge-time-short", _ => NudgeCard.Render(Nudge("kleine-kern") with { Gap = new(GapKind.TimeShort) })),
        .. CardGallery.Card("nudge-behind-pace", _ => NudgeCard.Render(Nudge("kleine-kern") with { Gap = new(GapKind.BehindPace) })),
        .. CardGallery.Card("nudge-start", _ => NudgeCard.Render(Nudge("kleine-kern") with { Start = new([FirstStep.WhyWritten],
            [FirstStep.RolesAsked, FirstStep.TargetSet, FirstStep.ActivityPlanned, FirstStep.ConversationHeld, FirstStep.ExampleShared], 23) })),
        .. CardGallery.Card("nudge-own", people => NudgeCard.Render(Nudge("met-elkaar-voor-elkaar") with { Item = Own(people), Gap = null })),
        .. CardGallery.Card("nudge-paused", _ => NudgeCard.Render(Nudge("kleine-kern") with { Notice = Words.Fill(NudgeTexts.PauseSet,
            Words.Day(new(2026, 12, 7))) })),
        .. CardGallery.Card("nudge-preview", _ => NudgeCard.Render(Nudge("kleine-kern") with { Id = null,
            Notice = Words.Fill(NudgeTexts.PreviewNotice, RhythmCard.Moment(Next, LocalTime.DefaultZone)) })),
        .. CardGallery.Card("inspire", _ => NudgeCard.Render(new(null, null, Items.First(item => item.Id == "met-elkaar-voor-elkaar"), null, Tally.None))),
        .. CardGallery.Card("nudge-more", people => NudgeCard.More(Nudge("met-elkaar-voor-elkaar") with { Item = Own(people) }, "2026-W48")),
        .. CardGallery.Card("rhythm-more", _ => RhythmCard.More()),
        .. CardGallery.Card("rhythm", _ => RhythmCard.Render(Rhythmic)),
        .. CardGallery.Card("rhythm-paused", _ => RhythmCard.Render(Rhythmic with { Rhythm = Rhythm.Default with { Cadence = Cadence.EveryTwoWeeks,
            Pause = new(Noon, new(2026, 12, 7)) }, Notice = NudgeTexts.Saved })),
        .. CardGallery.Card("rhythm-archived", _ => RhythmCard.Render(Rhythmic with { Why = SkipReason.TeamArchived, Next = null, Last = null })),
        .. CardGallery.Card("rhythm-form", _ => RhythmForm.Render(new("Monday", "09:30", "Weekly", LocalTime.DefaultZone, []))),
        .. CardGallery.Card("rhythm-form-wrong", people => RhythmForm.Render(new("", "", "", Plain.Shorten(people.Theme, 64),
            [new("Day", NudgeTexts.DayWrong), new("Time", NudgeTexts.TimeWrong), new("Cadence", NudgeTexts.CadenceWrong), new("Zone", NudgeTexts.ZoneWrong)]))),
        .. CardGallery.Card("pause", _ => PauseCard.Render(new("2026-W48", Today))),
        .. CardGallery.Card("pause-wrong", _ => PauseCard.Render(new("", Today, Today.AddDays(-3),
            Words.Fill(NudgeTexts.PauseDayWrong, Words.Day(Today.AddDays(1)), Words.Day(Today.AddDays(Pause.Longest)))))),
        .. CardGallery.Card("quiet", _ => QuietCard.Render(new([new(new(2026, 12, 21), new(2027, 1, 3)), new(new(2027, 7, 19), new(2027, 8, 15))], Today,
            NudgeTexts.QuietAdded))),
        .. CardGallery.Card("quiet-wrong", _ => QuietCard.Render(new([], Today) { Answer = new(Today.AddDays(9), Today),
            Problem = new(nameof(QuietAnswer.To), Words.Fill(NudgeTexts.QuietWrong, QuietDays.Longest)) })),
        .. CardGallery.Card("nudge-log", people => LogCard.Render(Log(people))),
        .. CardGallery.Card("nudge-log-empty", _ => LogCard.Render(new([], 0, 0, 0, Tally.None))),
        .. CardGallery.Card("nudge-figures", _ => FiguresCard.Render(new(new(2026, 11, 1), 24, 3, 1, 58, 2,
            new Dictionary<string, int> { ["Paused"] = 9, ["TeamArchived"] = 3 }, new(31, 4, 12)))),
        .. CardGallery.Card("nudge-figures-none", _ => FiguresCard.Render(Figures.Of(new(2026, 11, 1)))),
        .. CardGallery.Card("nudge-ran-dry", people => RanDryCard.Render(people.Community, RoleSamples.Next)),
        .. CardGallery.Card("example-form", _ => ExampleCard.Form(ExampleAnswer.Empty, null)),
        .. CardGallery.Card("example-form-wrong", people => ExampleCard.Form(new(people.Channel, people.Theme, "ftp://voorbeeld.example",
            [new(nameof(ExampleAnswer.Link), ExampleTexts.LinkWrong)]), Example(people))),
        .. CardGallery.Card("example-review", people => ExampleCard.Review(Example(people))),
        .. CardGallery.Card("example-review-here", people => ExampleCard.Review(Example(people) with { IsOpen = false, Link = null })),
        .. CardGallery.Card("example-approved", people => ExampleCard.Outcome(Approved(people),
            Words.Fill(ExampleTexts.Approved, people.Channel, Words.Day(new(2027, 11, 22))), Person.Bot)),
        .. CardGallery.Card("example-list", people => ExampleCard.List(
            [
                Example(people) with { Id = "1" },
                Approved(people) with { Id = "2" },
                Approved(people) with { Id = "3", ReviewOn = Today.AddDays(-1) },
                Example(people).Decided(ExampleState.Declined, Today) with { Id = "4" },
                .. Enumerable.Range(5, 3).Select(number => Example(people) with { Id = $"{number}" }),
            ],
            Today)),
        .. CardGallery.Card("example-list-empty", _ => ExampleCard.List([], Today)),
        .. CardGallery.Card("example-waiting", _ => ExampleCard.Waiting()),
        .. CardGallery.Card("example-all", people => ExampleCard.ListAll(
            [.. Enumerable.Range(1, 7).Select(number => Approved(people) with { Id = $"{number}" })], page: 1, Today)),
        .. CardGallery.Card("example-all-empty", _ => ExampleCard.ListAll([], page: 1, Today)),
    ];

    private static RhythmMoment Next => Rhythm.Default.MomentsAfter(Noon, LocalTime.DefaultZone).First();

    private static RhythmView Rhythmic => new(Rhythm.Default, LocalTime.DefaultZone, Next, new(2026, 11, 16), null, Today, null);

    private static NudgeView Nudge(string item) =>
        new("2026-W48", Cadence.Weekly, Items.First(one => one.Id == item), new(GapKind.RoleEmpty, Role.Verbinder), Tally.None);

    private static ContentItem Own(PeoplesText people)
    {
        var text = new ContentText(people.Channel, people.Theme);
        return new("own:1|2", ContentKind.Example, [Phase.Start], [], text, text, new(people.Community, null, new("https://voorbeeld.example/verhaal"), null),
            Today, "");
    }

    private static Example Example(PeoplesText people) => new(
        1, "0123456789abcdef", "t", "19:a@thread.tacv2", people.Community, IsOpen: true, people.Channel, people.Theme, "https://voorbeeld.example/verhaal",
        new("1", "29:1", people.Person), Noon, ExampleState.Proposed, null, null, 1);

    private static Example Approved(PeoplesText people) => Example(people).Decided(ExampleState.Approved, Today);

    private static LogView Log(PeoplesText people) => new(
        [
            new(Today, LogWord.ByHand, people.Channel, null),
            new(Today.AddDays(-6), LogWord.OnItsWay, "Reken op een kleine kern", null),
            new(Today.AddDays(-13), LogWord.Sent, null, null),
            .. Enum.GetValues<SkipReason>().Select((reason, week) => new LogLine(Today.AddDays(-20 - (7 * week)), LogWord.Skipped, null, reason.ToString())),
            new(Today.AddDays(-80), LogWord.Sent, null, null, 3),
            new(Today.AddDays(-81), LogWord.Skipped, null, nameof(SkipReason.TooLate), 6),
            new(Today.AddDays(-90), LogWord.Failed, null, LogView.Unknown),
            new(Today.AddDays(-97), LogWord.Failed, null, "TooLarge"),
            new(Today.AddDays(-104), LogWord.Failed, null, "Failed"),
        ],
        52, 44, 4, new(12, 3, 5));
}
