using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The most used screen: name and phase, the three roles, one next step.</summary>
public static class StatusCard
{
    /// <summary>One line on a desktop, three on a phone; the whole sentence stands on the card of the why.</summary>
    private const int LongestWhy = 140;

    public static AdaptiveCard Render(StatusView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new()
        {
            Lang = Language.Current,
            FallbackText = Summary(view),
            Body =
            [
                .. view.Notice is { } notice ? [Parts.Notice(NoticeKind.Good, Plain.Text(notice))] : Array.Empty<CardElement>(),
                Parts.Heading(Plain.Text(view.Name)),
                .. view.Theme.Length > 0 ? [Parts.Paragraph(Plain.Text(view.Theme))] : Array.Empty<CardElement>(),
                .. SilenceOf(view) is { } silence ? [Parts.Notice(NoticeKind.Attention, silence)] : Array.Empty<CardElement>(),
                Parts.Facts(Facts(view)),
                .. HintOf(view) is { } hint ? [Parts.Hint(hint)] : Array.Empty<CardElement>(),
                Parts.Subheading(StatusTexts.Roles),
                .. view.Roles.Select(RoleRow.Of),
                .. NextStep.Of(view.Roles) is { } step ? [Parts.Subheading(StatusTexts.NextStep), Parts.Paragraph(step)] : Array.Empty<CardElement>(),
            ],
            Actions =
            [
                .. view.IsHere ? [Parts.CommandButton(StatusTexts.RolesButton, "roles") with { Style = view.Roles.Any(role => role.Holder is null) ? ActionStyle.Positive : null }] : Array.Empty<CardAction>(),
                .. view.IsHere ? [new ActionExecute { Title = StatusTexts.Edit, Verb = EditRegistration.Verb }] : Array.Empty<CardAction>(),
                .. view.IsHere ? [new ActionExecute { Title = StatusTexts.Refresh, Verb = RefreshStatus.Verb }] : Array.Empty<CardAction>(),
                Why(view),
                .. view.IsPrivate ? [new ActionExecute { Title = StatusTexts.Share, Verb = ShareStatus.Verb }] : Array.Empty<CardAction>(),
                Parts.CommandButton(StatusTexts.Help, "help"),
            ],
        };
    }

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(StatusView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Words.Fill(StatusTexts.Summary, Plain.OneLine(view.Name), PhaseOf(view));
    }

    /// <summary>Opens what happened to the roles; elsewhere it says of which community.</summary>
    private static ActionExecute Why(StatusView view) => new()
    {
        Title = StatusTexts.Why,
        Verb = ShowAudit.Verb,
        Data = view.IsHere ? new Dictionary<string, string>() : new Dictionary<string, string> { [ShowAudit.ChannelKey] = view.ChannelId },
    };

    private static IReadOnlyList<Fact> Facts(StatusView view) =>
    [
        new(StatusTexts.PhaseLabel, PhaseOf(view)),
        .. view.Why.Length > 0 ? [new(StatusTexts.WhyLabel, Plain.Text(Plain.Shorten(view.Why, LongestWhy)))] : Array.Empty<Fact>(),
        .. view.Phase.Phase == Phase.Preparation ? Array.Empty<Fact>() : [new(StatusTexts.Since, Words.Day(view.StartDate))],
        .. view.Place is { } place ? [new(StatusTexts.Place, Plain.Text(place))] : Array.Empty<Fact>(),
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
