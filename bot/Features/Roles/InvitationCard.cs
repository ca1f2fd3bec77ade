using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>A question to somebody to take a role, ready to show.</summary>
/// <param name="Facts">The role, the invitation's number and the community, for the buttons.</param>
/// <param name="Community">Its name: what people typed.</param>
/// <param name="Inviter">A name; null when a role that fell empty is offered to its backup.</param>
/// <param name="Until">The last day of the role; null for open-ended.</param>
/// <param name="Lapses">The first day on which it is too late to answer.</param>
/// <param name="Notice">A sentence to open with.</param>
/// <param name="AsksThird">Whether saying yes would make it their third role, which must be meant.</param>
internal sealed record InvitationView(
    RoleFacts Facts, string Community, string? Inviter, DateOnly? Until, DateOnly Lapses, string? Notice = null, bool AsksThird = false)
{
    /// <summary>The open invitation of a slot.</summary>
    public static InvitationView Of(Community community, Role role, Invitation invitation)
    {
        return new(
            new(role, invitation.Number, community.ChannelId),
            community.Name,
            invitation.By.IsAnonymous ? null : invitation.By.Name,
            invitation.Until,
            LocalTime.DayIn(community.TimeZone, invitation.At + Invitation.Lifetime));
    }
}

/// <summary>The card that asks: yes, rather not, or talk first. Only the invited person can answer, wherever it stands.</summary>
internal static class InvitationCard
{
    public static AdaptiveCard Render(InvitationView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Summary(view),
            Body =
            [
                .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Info, Plain.Text(notice)) : null),
                Parts.Head(
                    Words.Fill(RoleTexts.InvitationTitle, Words.RoleAmid(view.Facts.Role), Plain.Text(view.Community)),
                    [Parts.Badge(Words.Fill(RoleTexts.InvitationBadge, Words.Day(view.Lapses)), BadgeStyle.Informative, "CalendarClock")]),
                Parts.Paragraph(view.Inviter is { } inviter ? Words.Fill(RoleTexts.InvitationBy, Plain.Text(inviter)) : RoleTexts.InvitationBackup),
                Parts.Group(
                    RoleRow.OfRole(view.Facts.Role),
                    Parts.Paragraph(RolesCard.Asks(view.Facts.Role)),
                    Parts.Hint(view.Until is { } until ? Words.Fill(RoleTexts.InvitationUntil, Words.Day(until)) : RoleTexts.InvitationOpenEnded)),
                Parts.Hint(RoleTexts.InvitationLapses),
            ],
            Actions =
            [
                .. Yes(view),
                Button(RoleTexts.No, DeclineRole.Verb, view),
                Button(RoleTexts.TalkFirst, TalkFirst.Verb, view),
            ],
        };
    }

    /// <summary>The card in one sentence.</summary>
    public static string Summary(InvitationView view) => Words.Fill(RoleTexts.InvitationTitle, Words.RoleAmid(view.Facts.Role), Plain.OneLine(view.Community));

    /// <summary>Whether the channel hears of a yes is chosen with it: nothing is ticked beforehand, and silence is the first button.</summary>
    private static IEnumerable<CardAction> Yes(InvitationView view)
    {
        if (view.AsksThird)
        {
            yield return Button(RoleTexts.YesThird, AcceptRole.ThirdVerb, view);
            yield break;
        }
        yield return Button(RoleTexts.Yes, AcceptRole.Verb, view with { Facts = view.Facts with { IsAloud = null } }) with { Style = ActionStyle.Positive };
        yield return Button(RoleTexts.YesAloud, AcceptRole.Verb, view with { Facts = view.Facts with { IsAloud = true } });
    }

    private static ActionExecute Button(string title, string verb, InvitationView view) => new() { Title = title, Verb = verb, Data = view.Facts.Data };
}

/// <summary>A question to somebody to be the backup of a role.</summary>
/// <param name="By">Who named them.</param>
internal sealed record BackupView(RoleFacts Facts, string Community, string By);

/// <summary>The card that asks a backup for their consent.</summary>
internal static class BackupCard
{
    public static AdaptiveCard Render(BackupView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Summary(view),
            Body =
            [
                Parts.Head(Words.Fill(RoleTexts.BackupTitle, Words.RoleAmid(view.Facts.Role), Plain.Text(view.Community)), []),
                Parts.Paragraph(Words.Fill(RoleTexts.BackupBy, Plain.Text(view.By))),
                Parts.Paragraph(RoleTexts.BackupAsks),
                Parts.Group(RoleRow.OfRole(view.Facts.Role), Parts.Paragraph(RolesCard.Asks(view.Facts.Role))),
            ],
            Actions =
            [
                new ActionExecute { Title = RoleTexts.Yes, Verb = AcceptBackup.Verb, Data = view.Facts.Data, Style = ActionStyle.Positive },
                new ActionExecute { Title = RoleTexts.No, Verb = DeclineBackup.Verb, Data = view.Facts.Data },
            ],
        };
    }

    /// <summary>The card in one sentence.</summary>
    public static string Summary(BackupView view) => Words.Fill(RoleTexts.BackupTitle, Words.RoleAmid(view.Facts.Role), Plain.OneLine(view.Community));
}

/// <summary>What came of a question, or what happened to a role.</summary>
/// <param name="Sentence">May hold what people typed.</param>
/// <param name="More">What follows from it.</param>
/// <param name="Undo">What can be taken back.</param>
internal sealed record OutcomeView(NoticeKind Kind, string Sentence, string? More = null, RoleFacts? Undo = null)
{
    /// <summary>What a new holder can do first.</summary>
    public FirstWeek? Week { get; init; }

    /// <summary>Where the news leads on to; null where there is only the status to go to.</summary>
    public NextPresses? Next { get; init; }
}

/// <summary>One sentence, with the way back where there is one.</summary>
internal static class OutcomeCard
{
    public static AdaptiveCard Render(OutcomeView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Plain.OneLine(view.Sentence),
            Body =
            [
                Parts.Notice(view.Kind, Plain.Text(view.Sentence)),
                .. Parts.Optional(view.More is { } more ? Parts.Paragraph(Plain.Text(more)) : null),
                .. view.Week is { } week ? Week(week) : [],
            ],
            Actions =
            [
                .. Parts.Optional(view.Undo is { } undo ? new ActionExecute { Title = RoleTexts.Undo, Verb = UndoRole.Verb, Data = undo.Data } : null),
                .. view.Next?.Buttons() ?? [Parts.CommandButton(RoleTexts.ShowStatus, CommandNames.Status)],
            ],
        };
    }

    private static IEnumerable<CardElement> Week(FirstWeek week) =>
    [
        Parts.Group(RoleTexts.WeekTitle, state: null, [.. week.Steps.Select(step => Parts.Paragraph($"• {step}"))]),
        Parts.Group(RoleTexts.TalkTitle, state: null, [.. week.Talks.Select(Parts.Paragraph)]),
    ];
}
