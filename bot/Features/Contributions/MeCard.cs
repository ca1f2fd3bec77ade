using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>All my communities, my roles, what I promised and what waits for me. Never shown to anybody else.</summary>
internal static class MeCard
{
    public static AdaptiveCard Render(MeView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(ContributionTexts.MeTitle, [.. Parts.Optional(view.Waiting > 0
                ? Parts.Badge(WaitingSentence(view.Waiting), BadgeStyle.Warning) : null)]),
            .. Parts.Optional(view.Communities.Count == 0 ? Parts.Paragraph(ContributionTexts.MeNothing) : null),
            .. view.Communities.SelectMany(Section),
            .. Parts.Optional(view.Pages > 1 ? Parts.Hint(Words.Fill(ContributionTexts.MePage, view.Page, view.Pages)) : null),
            .. Parts.Optional(view.Communities.Count > 0 ? Parts.Hint(ContributionTexts.OnlyYou) : null),
        ],
        Actions =
        [
            .. Parts.Optional(view.Page > 1 ? Turn(ContributionTexts.MePrevious, view.Page - 1) : null),
            .. Parts.Optional(view.Page < view.Pages ? Turn(ContributionTexts.MeNext, view.Page + 1) : null),
            Parts.CommandButton(ContributionTexts.Help, CommandNames.Help),
        ],
    };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(MeView view) => view switch
    {
        { Communities.Count: 0 } => ContributionTexts.MeNothing,
        { Waiting: > 0 } => WaitingSentence(view.Waiting),
        _ => ContributionTexts.MeTitle,
    };

    private static string WaitingSentence(int waiting) => waiting == 1 ? ContributionTexts.OneWaits : Words.Fill(ContributionTexts.SomeWait, waiting);

    private static IEnumerable<CardElement> Section(MyCommunity mine) =>
    [
        Parts.Subheading(Plain.Text(mine.Name)),
        .. mine.Roles.Select(role => Parts.Paragraph(RoleLine(role))),
        .. Parts.Optional(mine.Roles.Count == 0 && mine.Leads ? Parts.Paragraph(ContributionTexts.YouLead) : null),
        .. Parts.Optional(mine is { Roles.Count: 0, Leads: false, Contribution: null, Invited.Count: 0, AskedAsBackup.Count: 0, Backs.Count: 0 }
            ? Parts.Paragraph(ContributionTexts.NothingHere) : null),
        .. Parts.Optional(mine.Roles.Count == 0 && mine.Contribution is not null ? Parts.Paragraph(ContributionTexts.YouTakePart) : null),
        .. mine.Backs.Select(role => Parts.Paragraph(Words.Fill(ContributionTexts.YouBack, Words.RoleAmid(role)))),
        .. mine.Invited.SelectMany(open => Question(ContributionTexts.YouAreAsked, mine, open.Role, open.Number, SharedVerbs.AcceptRole,
            SharedVerbs.DeclineRole)),
        .. mine.AskedAsBackup.SelectMany(role => Question(ContributionTexts.YouAreAskedAsBackup, mine, role, 0, SharedVerbs.AcceptBackup,
            SharedVerbs.DeclineBackup)),
        .. mine.Contribution is { } said ? ContributionCard.Details(said) : [],
        .. Parts.Optional(StateLine(mine) is { } state ? state : null),
        .. Parts.Optional(Buttons(mine) is { Count: > 0 } buttons ? new ActionSet(buttons) : null),
    ];

    /// <summary>A question that waits, with its answers: the same buttons as on its own card.</summary>
    private static IEnumerable<CardElement> Question(string sentence, MyCommunity mine, Role role, int number, string yes, string no)
    {
        var data = new RoleFacts(role, number, mine.ChannelId).Data;
        return
        [
            Parts.Notice(NoticeKind.Info, Words.Fill(sentence, Words.RoleAmid(role))),
            new ActionSet([new ActionExecute { Title = ContributionTexts.Accept, Verb = yes, Data = data, Style = ActionStyle.Positive },
                new ActionExecute { Title = ContributionTexts.Decline, Verb = no, Data = data }]),
        ];
    }

    private static string RoleLine(MyRole held) => held switch
    {
        { Since: { } since, Until: { } until } => Words.Fill(ContributionTexts.RoleSinceUntil, Words.RoleAmid(held.Role), Words.Day(since), Words.Day(until)),
        { Since: { } since } => Words.Fill(ContributionTexts.RoleSince, Words.RoleAmid(held.Role), Words.Day(since)),
        _ => Words.Fill(ContributionTexts.YouHoldOne, Words.RoleAmid(held.Role)),
    };

    private static CardElement? StateLine(MyCommunity mine) => (mine.State, mine.Contribution) switch
    {
        (ContributionState.Confirmed, { } said) => Parts.Hint(Words.Fill(ContributionTexts.ConfirmedOn, Words.Day(Day(said.ConfirmedAt)),
            Words.Day(Day(said.ExpiresAt)))),
        (ContributionState.Expired, { } said) => Parts.Notice(NoticeKind.Attention, Words.Fill(ContributionTexts.ExpiredOn, Words.Day(Day(said.ExpiresAt)))),
        (ContributionState.Ended, _) => Parts.Notice(NoticeKind.Attention, ContributionTexts.EndedState),
        (ContributionState.RolesChanged, _) => Parts.Notice(NoticeKind.Attention, ContributionTexts.RolesChangedState),
        _ when mine.AsksContribution => Parts.Notice(NoticeKind.Info, ContributionTexts.NoneYet),
        _ => null,
    };

    private static DateOnly Day(DateTimeOffset at) => LocalTime.DayIn(LocalTime.DefaultZone, at);

    /// <summary>Whoever left the channel may still take away what they promised there, and nothing else.</summary>
    private static IReadOnlyList<CardAction> Buttons(MyCommunity mine) => mine.Where != MembershipState.In
        ? Parts.Optional(mine.Contribution is { } left
            ? ContributionCard.Button(ContributionTexts.Stop, StopContribution.Verb, mine.ChannelId, left.Revision) : null)
        : mine.Contribution is { } said
        ?
        [
            .. Parts.Optional(mine.State is ContributionState.Expired or ContributionState.Ended
                ? ContributionCard.Button(ContributionTexts.StillTrue, ConfirmContribution.Verb, mine.ChannelId,
                    said.Revision) with { Style = ActionStyle.Positive }
                : null),
            ContributionCard.Button(ContributionTexts.Change, EditContribution.Verb, mine.ChannelId),
            ContributionCard.Button(ContributionTexts.Stop, StopContribution.Verb, mine.ChannelId, said.Revision),
        ]
        : [ContributionCard.Button(ContributionTexts.Describe, EditContribution.Verb, mine.ChannelId)];

    private static ActionExecute Turn(string title, int page) => new()
    {
        Title = title,
        Verb = ShowMePage.Verb,
        Data = new Dictionary<string, string> { [ShowMePage.PageKey] = page.ToString(CultureInfo.InvariantCulture) },
    };
}
