using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The most used screen: how it stands at a glance, the one next step, and what there is to know.</summary>
internal static class StatusCard
{
    /// <summary>One line on a desktop, three on a phone; the whole sentence stands on the card of the why.</summary>
    private const int LongestWhy = 140;

    public static AdaptiveCard Render(StatusView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(Plain.Text(view.Name), [PhaseBadge(view), RolesBadge(view.Roles)], PhaseBar(view.Phase)),
            .. Parts.Optional(view.Theme.Length > 0 ? Parts.Paragraph(Plain.Text(view.Theme)) : null),
            .. Parts.Optional(SilenceOf(view) is { } silence ? Parts.Notice(NoticeKind.Attention, silence) : null),
            .. NextStep.Of(view) is { } step ? Step(step, view) : [],
            .. StatusStart.Of(view),
            Parts.Subheading(StatusTexts.Roles),
            .. view.Roles.Select(RoleRow.Of),
            .. StatusTargets.Of(view),
            .. ChecksCard.OnStatus(view),
            Parts.Subheading(StatusTexts.About),
            Parts.Facts(Facts(view)),
        ],
        Actions = view.IsHere ? Here(view) : Elsewhere(view),
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(StatusView view) => Words.Fill(StatusTexts.Summary, Plain.OneLine(view.Name), PhaseOf(view));

    /// <summary>The roles are changed in the channel, so elsewhere the step is told, and the way there is a button below.</summary>
    private static CardElement[] Step(NextStep step, StatusView view) => step.Press is { } press && view.IsHere
        ? [Parts.Next(step.Why, StatusTexts.NextStep, step.Icon, Parts.CommandButton(press, step.Command))]
        : [Parts.Subheading(StatusTexts.NextStep), Parts.Paragraph(step.Why)];

    private static CardAction[] Here(StatusView view) =>
    [
        Parts.CommandButton(StatusTexts.RolesButton, CommandNames.Roles),
        Parts.CommandButton(StatusTexts.ActivityButton, CommandNames.Activity),
        view.Form is { } form
            ? Share(form)
            : Parts.CommandButton(StatusTexts.MessageButton, CommandNames.Nudge),
        new ActionExecute { Title = StatusTexts.More, Verb = ShowMore.Verb },
    ];

    private static CardAction[] Elsewhere(StatusView view) =>
    [
        .. Parts.Optional(view.Channel is { } channel ? new ActionOpenUrl(channel) { Title = CommunityTexts.OpenChannel } : null),
        new ActionExecute
        {
            Title = StatusTexts.Why,
            Verb = SharedVerbs.ShowHistory,
            Data = new Dictionary<string, string> { [SharedVerbs.ChannelKey] = view.ChannelId },
        },
        Parts.CommandButton(StatusTexts.Help, CommandNames.Help),
    ];

    private static Badge PhaseBadge(StatusView view) => Parts.Badge(PhaseOf(view), BadgeStyle.Informative, "CalendarClock");

    private static Badge RolesBadge(IReadOnlyList<SlotView> roles) => (roles.Count(role => role.Holder is null), roles.Any(IsAtRisk)) switch
    {
        (0, false) => Parts.Badge(StatusTexts.AllRoles, BadgeStyle.Good),
        (0, true) => Parts.Badge(StatusTexts.RoleAtRisk, BadgeStyle.Warning),
        (1, _) => Parts.Badge(StatusTexts.OneRoleOpen, BadgeStyle.Attention),
        (var open, _) => Parts.Badge(Words.Fill(StatusTexts.RolesOpen, open), BadgeStyle.Attention),
    };

    private static bool IsAtRisk(SlotView role) => role.State == SlotState.AtRisk;

    /// <summary>Its words stand in the badge above it.</summary>
    private static ProgressBar? PhaseBar(PhaseClock phase) =>
        phase is { Phase: Phase.Start, Month: var month } ? Parts.Bar(month, PhaseClock.StartMonths) with { Spacing = Spacing.Medium } : null;

    private static ActionExecute Share(string form) => new()
    {
        Title = StatusTexts.Share,
        Verb = ShareStatus.Verb,
        Data = new Dictionary<string, string> { [ShareStatus.FormKey] = form },
    };

    private static IReadOnlyList<Fact> Facts(StatusView view) =>
    [
        new(StatusTexts.WhyLabel, WhyOf(view)),
        new(StatusTexts.Sponsor, view.Sponsor is { } sponsor ? Plain.Text(sponsor) : StatusTexts.NoSponsor),
        .. Parts.Optional(StatusTargets.FactOf(view)),
        .. Parts.Optional<Fact>(view.NextActivity is { } planned ? new(StatusTexts.Activity, ActivityOf(planned)) : null),
        .. Parts.Optional<Fact>(MessageOf(view) is { } message ? new(StatusTexts.Message, message) : null),
        .. Parts.Optional<Fact>(view.Phase.Phase == Phase.Preparation ? null : new(StatusTexts.Since, Words.Day(view.StartDate))),
        .. Parts.Optional<Fact>(view.Place is { } place ? new(StatusTexts.Place, Plain.Text(place)) : null),
    ];

    private static string WhyOf(StatusView view) => (Plain.Text(Plain.Shorten(view.Why, LongestWhy)), view.WhyHint) switch
    {
        ("", _) => StatusTexts.NoWhy,
        (var why, WhyHint.TooOld) => Words.Fill(StatusTexts.OldWhy, why),
        var (why, _) => why,
    };

    private static string ActivityOf(PlannedActivity planned) => string.Join(" · ",
    [
        Plain.Text(planned.Title),
        planned.Time is { } time ? Words.Moment(planned.Day.ToDateTime(time)) : Words.DayOfWeek(planned.Day),
        .. Parts.Optional(planned.Coming switch
        {
            0 => null,
            1 => StatusTexts.OneComes,
            var coming => Words.Fill(StatusTexts.SomeCome, coming),
        }),
    ]);

    private static string? MessageOf(StatusView view) => view switch
    {
        { PausedUntil: { } until } => Words.Fill(StatusTexts.Paused, Words.Day(until)),
        { NextMessage: { } next } => Words.Moment(next),
        _ => null,
    };

    private static string PhaseOf(StatusView view) => view.Phase switch
    {
        { Phase: Phase.Preparation } when view.HoldsForTarget => StatusTexts.Awaits,
        { Phase: Phase.Preparation } => Words.Fill(StatusTexts.Preparation, Words.Day(view.StartDate)),
        { Phase: Phase.Start, Month: var month } => Words.Fill(StatusTexts.StartPhase, month, PhaseClock.StartMonths),
        { Month: var month } => Words.Fill(StatusTexts.Bloom, month),
    };

    private static string? SilenceOf(StatusView view) => view.Silence switch
    {
        Silence.TeamArchived => StatusTexts.Archived,
        Silence.BotRemoved => StatusTexts.BotRemoved,
        Silence.ChannelDeleted => StatusTexts.ChannelDeleted,
        _ => null,
    };
}
