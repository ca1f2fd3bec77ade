using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The most used screen: name and phase, the three roles, one next step.</summary>
internal static class StatusCard
{
    /// <summary>One line on a desktop, three on a phone; the whole sentence stands on the card of the why.</summary>
    private const int LongestWhy = 140;

    public static AdaptiveCard Render(StatusView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Summary(view),
            Body =
            [
                .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
                Parts.Heading(Plain.Text(view.Name)),
                .. Parts.Optional(view.Theme.Length > 0 ? Parts.Paragraph(Plain.Text(view.Theme)) : null),
                .. Parts.Optional(SilenceOf(view) is { } silence ? Parts.Notice(NoticeKind.Attention, silence) : null),
                Parts.Facts(Facts(view)),
                .. Parts.Optional(HintOf(view) is { } hint ? Parts.Hint(hint) : null),
                Parts.Subheading(StatusTexts.Roles),
                .. view.Roles.Select(RoleRow.Of),
                .. NextStep.Of(view.Roles) is { } step ? (CardElement[])[Parts.Subheading(StatusTexts.NextStep), Parts.Paragraph(step)] : [],
            ],
            Actions =
            [
                .. Parts.Optional(view.IsHere ? Parts.CommandButton(StatusTexts.RolesButton,
                    CommandNames.Roles) with { Style = view.Roles.Any(role => role.Holder is null) ? ActionStyle.Positive : null } : null),
                .. Parts.Optional(view.IsHere ? new ActionExecute { Title = StatusTexts.Edit, Verb = SharedVerbs.EditRegistration } : null),
                .. Parts.Optional(view.IsHere ? new ActionExecute { Title = StatusTexts.Refresh, Verb = RefreshStatus.Verb } : null),
                Why(view),
                .. Parts.Optional(view.IsPrivate ? new ActionExecute { Title = StatusTexts.Share, Verb = ShareStatus.Verb } : null),
                Parts.CommandButton(StatusTexts.Help, CommandNames.Help),
            ],
        };
    }

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(StatusView view) => Words.Fill(StatusTexts.Summary, Plain.OneLine(view.Name), PhaseOf(view));

    /// <summary>Opens what happened to the roles; elsewhere it says of which community.</summary>
    private static ActionExecute Why(StatusView view) => new()
    {
        Title = StatusTexts.Why,
        Verb = SharedVerbs.ShowHistory,
        Data = view.IsHere ? new Dictionary<string, string>() : new Dictionary<string, string> { [SharedVerbs.ChannelKey] = view.ChannelId },
    };

    private static IReadOnlyList<Fact> Facts(StatusView view) =>
    [
        new(StatusTexts.PhaseLabel, PhaseOf(view)),
        .. Parts.Optional<Fact>(view.Why.Length > 0 ? new(StatusTexts.WhyLabel, Plain.Text(Plain.Shorten(view.Why, LongestWhy))) : null),
        .. Parts.Optional<Fact>(view.Phase.Phase == Phase.Preparation ? null : new(StatusTexts.Since, Words.Day(view.StartDate))),
        .. Parts.Optional<Fact>(view.Place is { } place ? new(StatusTexts.Place, Plain.Text(place)) : null),
    ];

    private static string PhaseOf(StatusView view) => view.Phase switch
    {
        { Phase: Phase.Preparation } => Words.Fill(StatusTexts.Preparation, Words.Day(view.StartDate)),
        { Phase: Phase.Start, Month: var month } => Words.Fill(StatusTexts.StartPhase, month, PhaseClock.StartMonths),
        { Month: var month } => Words.Fill(StatusTexts.Bloom, month),
    };

    private static string? HintOf(StatusView view) => view.WhyHint switch
    {
        WhyHint.Missing => StatusTexts.WhyMissing,
        WhyHint.TooOld => StatusTexts.WhyTooOld,
        WhyHint.NoSponsor => StatusTexts.WhyNoSponsor,
        _ => null,
    };

    private static string? SilenceOf(StatusView view) => view.Silence switch
    {
        Silence.TeamArchived => StatusTexts.Archived,
        Silence.BotRemoved => StatusTexts.BotRemoved,
        Silence.ChannelDeleted => StatusTexts.ChannelDeleted,
        _ => null,
    };
}
