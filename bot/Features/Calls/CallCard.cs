using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>A call as everybody in the channel sees it. Who raised a hand is not in it, nor how many did.</summary>
internal sealed record CallView(int Number, string Community, IReadOnlyList<Role> Roles, string Text, DateOnly Until, CallState State)
{
    public static CallView Of(Community community, OpenCall call, DateTimeOffset now)
    {
        var state = call.StateIn(community, now);
        return new(call.Number, community.Name, state == CallState.Open ? call.StillOpen(community) : call.Roles, call.Text,
            community.Today(call.At + OpenCall.Lifetime), state);
    }
}

/// <summary>The form for a new call.</summary>
internal sealed record CallForm(IReadOnlyList<Role> OpenRoles, IReadOnlyList<Role> Chosen, string Text, IReadOnlyList<FieldProblem> Problems);

/// <summary>A raised hand, as a lead sees it in their own chat.</summary>
/// <param name="Roles">What the person may be asked for.</param>
/// <param name="Next">Where else it leads on to.</param>
internal sealed record HandView(string ChannelId, string Community, int Number, string PersonId, string Person, IReadOnlyList<Role> Roles, string Text,
    NextPresses Next, string? Notice = null);

/// <summary>The cards of the open call.</summary>
internal static class CallCard
{
    /// <summary>The names of the action data.</summary>
    public const string NumberKey = "number";

    private const int MostAtTheFoot = 4;

    public static AdaptiveCard Form(CallForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = CallTexts.FormTitle,
        Body = Fields.WithProblems(form.Problems, CallTexts.CheckTheForm,
        [
            Parts.Head(CallTexts.FormTitle, []),
            Parts.Hint(CallTexts.FormIntro),
            .. form.OpenRoles.Count == 0 ? [] :
            (CardElement[])[
                new InputChoiceSet([.. form.OpenRoles.Select(role => new Choice(Words.Role(role), role.ToString()))])
                {
                    Id = nameof(CallAnswer.Roles),
                    Label = CallTexts.RolesLabel,
                    Value = string.Join(',', form.Chosen),
                    Style = ChoiceStyle.Expanded,
                    IsMultiSelect = true,
                },
            ],
            new InputText { Id = nameof(CallAnswer.Text), Label = CallTexts.TextLabel, Placeholder = CallTexts.TextPlaceholder, Value = form.Text,
                IsMultiline = true, MaxLength = OpenCall.TextLimit },
        ]),
        Actions = [new ActionExecute { Title = CallTexts.Post, Verb = PostCall.Verb, Style = ActionStyle.Positive },
            Parts.CommandButton(CallTexts.Cancel, CommandNames.Status)],
    };

    /// <summary>The call itself; once it is over it says so.</summary>
    public static AdaptiveCard Render(CallView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            Parts.Head(CallTexts.Title, [BadgeOf(view)]),
            .. Parts.Optional(OverSentence(view.State) is { } over ? Parts.Notice(NoticeKind.Info, over) : null),
            .. Parts.Optional(view.State == CallState.Open ? Parts.Paragraph(Words.Fill(CallTexts.Summary, Plain.Text(view.Community))) : null),
            .. WhatIsAsked(view.Text, view.Roles),
            .. Parts.Optional(view.State == CallState.Open ? Parts.Hint(CallTexts.How) : null),
        ],
        Actions = view.State == CallState.Open
            ? [Button(CallTexts.Raise, RaiseHand.Verb, view.Number) with { Style = ActionStyle.Positive }]
            : [Parts.CommandButton(CallTexts.ShowStatus, CommandNames.Status)],
    };

    private static Badge BadgeOf(CallView view) => view.State switch
    {
        CallState.Open => Parts.Badge(Words.Fill(CallTexts.BadgeOpen, Words.Day(view.Until)), BadgeStyle.Informative, "CalendarClock"),
        CallState.Filled => Parts.Badge(CallTexts.BadgeFilled, BadgeStyle.Good),
        _ => Parts.Badge(CallTexts.BadgeOver, BadgeStyle.Subtle),
    };

    /// <summary>What a call asks, in the words of whoever asks and as the roles that it is about.</summary>
    private static CardElement[] WhatIsAsked(string text, IReadOnlyList<Role> roles) => text.Length == 0 && roles.Count == 0 ? [] :
    [
        Parts.Group(
        [
            .. Parts.Optional(text.Length > 0 ? Parts.Paragraph(Plain.Text(text)) : null),
            .. roles.Select(RoleRow.OfRole),
        ]),
    ];

    /// <summary>What a lead sees who asks for a new call while there is one.</summary>
    /// <param name="hands">The names of those who raised a hand; null where others look on.</param>
    public static AdaptiveCard Present(CallView view, IReadOnlyList<string>? hands) => new()
    {
        Lang = Language.Current,
        FallbackText = CallTexts.PresentTitle,
        Body =
        [
            Parts.Head(CallTexts.PresentTitle, [BadgeOf(view)]),
            Parts.Hint(CallTexts.PresentOne),
            .. WhatIsAsked(view.Text, view.Roles),
            .. hands switch
            {
                null => (CardElement[])[],
                [] => [Parts.Hint(CallTexts.NoHands)],
                _ => [Parts.Group(CallTexts.Hands, state: null,
                    [.. hands.Take(30).Select(name => Parts.Paragraph($"• {Plain.Text(Plain.Shorten(name, 60))}"))])],
            },
        ],
        Actions = [Button(CallTexts.Close, CloseCall.Verb, view.Number), Parts.CommandButton(CallTexts.Cancel, CommandNames.Status)],
    };

    /// <summary>Tells the leads of a raised hand.</summary>
    public static AdaptiveCard Hand(HandView view) => new()
    {
        Lang = Language.Current,
        FallbackText = HandSummary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(CallTexts.HandTitle, [Parts.Badge(Plain.Text(Plain.Shorten(view.Person, 60)), BadgeStyle.Informative, "HandRight")]),
            Parts.Paragraph(Words.Fill(CallTexts.HandIntro, Plain.Text(view.Person), Plain.Text(view.Community))),
            .. WhatIsAsked(view.Text, view.Roles),
            .. Parts.Optional(view.Roles.Any(role => role != Role.Bouwer)
                ? new InputToggle(CallTexts.LevelTick) { Id = nameof(HandAnswer.LevelDiscussed), Label = CallTexts.LevelLabel, Value = "false" }
                : null),
            Parts.Hint(view.Roles.Count > 0 ? Words.Fill(CallTexts.HandHint, Plain.Text(view.Person)) : CallTexts.HandHintFree),
        ],
        Actions = [.. view.Roles.Select(role => Ask(view, role)), .. view.Next.Buttons(MostAtTheFoot - view.Roles.Count)],
    };

    public static string Summary(CallView view) => OverSentence(view.State) ?? Words.Fill(CallTexts.Summary, Plain.OneLine(view.Community));

    public static string HandSummary(HandView view) => Words.Fill(CallTexts.HandIntro, Plain.OneLine(view.Person), Plain.OneLine(view.Community));

    private static string? OverSentence(CallState state) => state switch
    {
        CallState.Filled => CallTexts.Filled,
        CallState.Expired => CallTexts.Expired,
        CallState.Closed => CallTexts.Closed,
        _ => null,
    };

    private static ActionExecute Ask(HandView view, Role role) => new()
    {
        Title = Words.Fill(CallTexts.AskFor, Words.RoleAmid(role)),
        Verb = AskWhoRaised.Verb,
        Data = new HandFacts(view.ChannelId, view.Number, view.PersonId, role).Data,
    };

    private static ActionExecute Button(string title, string verb, int number) => new()
    {
        Title = title,
        Verb = verb,
        Data = new Dictionary<string, string> { [NumberKey] = number.ToString(CultureInfo.InvariantCulture) },
    };
}

/// <summary>What the form of a call sends.</summary>
/// <param name="Roles">Words with commas between them.</param>
internal sealed record CallAnswer(string Roles, string Text);

/// <summary>What the card about a raised hand sends.</summary>
/// <param name="LevelDiscussed">Whether working and thinking level was talked about; never what came of it.</param>
internal sealed record HandAnswer(string LevelDiscussed);
