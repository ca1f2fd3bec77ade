using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.StaffCap;

/// <summary>The colleagues of a community, as a lead sees them in their own chat.</summary>
/// <param name="OpenRoles">What somebody may be asked for.</param>
internal sealed record StaffView(string ChannelId, string Community, Staffing Staffing, IReadOnlyList<Role> OpenRoles, string? Notice = null)
{
    /// <summary>What was chosen, should something be wrong with it.</summary>
    public StaffAnswer? Answer { get; init; }

    /// <summary>What was wrong with it.</summary>
    public FieldProblem? Problem { get; init; }

    /// <summary>So many people are named; who comes after them waits for the next time.</summary>
    public const int MostNamed = 10;

    public IReadOnlyList<Person> Named => [.. Staffing.Unclear.Take(MostNamed)];

    public int More => Math.Max(0, Staffing.Unclear.Count - MostNamed);

    public static StaffView Of(Community community, Staffing staffing, string? notice = null) =>
        new(community.ChannelId, community.Name, staffing, [.. community.Roles.All().Where(slot => slot.Holder is null).Select(slot => slot.Role)], notice);
}

/// <summary>What the card sends.</summary>
/// <param name="Person">An object id; only a wish until the roster agrees.</param>
/// <param name="LevelDiscussed">Whether working and thinking level was talked about; never what came of it.</param>
internal sealed record StaffAnswer(string Person, string Role, string LevelDiscussed)
{
    public static StaffAnswer Read(IReadOnlyDictionary<string, string> inputs) => new(
        inputs.GetValueOrDefault(nameof(Person), ""), inputs.GetValueOrDefault(nameof(Role), ""), inputs.GetValueOrDefault(nameof(LevelDiscussed), ""));
}

/// <summary>The cards about how many colleagues a community has.</summary>
internal static class StaffCard
{
    /// <summary>The names of the action data: the community's channel, and how many people the card named as unclear.</summary>
    public const string ChannelKey = "channel";
    public const string CountKey = "count";

    public static AdaptiveCard Render(StaffView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body = Fields.WithProblems([.. Parts.Optional(view.Problem)], StaffTexts.CheckTheForm,
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(Words.Fill(StaffTexts.Title, Plain.Text(view.Community)), []),
            Parts.Paragraph(CountSentence(view.Staffing)),
            Parts.Hint(view.Staffing switch
            {
                { AsksAttention: true } => StaffTexts.Why,
                { IsLarge: true } => StaffTexts.LargeButClear,
                _ => StaffTexts.SmallEnough,
            }),
            .. view.Named.Count > 0 ? Choices(view) : [],
        ]),
        Actions = view.Named.Count == 0 ? [] :
        [
            .. Parts.Optional(view.OpenRoles.Count > 0 ? Button(StaffTexts.GiveRole, GiveRole.Verb, view) with { Style = ActionStyle.Positive } : null),
            Button(StaffTexts.MakeObserver, MakeObserver.Verb, view),
            Button(StaffTexts.SayGoodbye, SayGoodbye.Verb, view),
            Button(StaffTexts.Fine, KeepStaff.Verb, view) with { AssociatedInputs = AssociatedInputs.None },
        ],
    };

    /// <summary>What to say to somebody, and what to do; the bot itself removes nobody.</summary>
    public static AdaptiveCard Goodbye(StaffView view, string person) => new()
    {
        Lang = Language.Current,
        FallbackText = StaffTexts.GoodbyeTitle,
        Body =
        [
            Parts.Head(StaffTexts.GoodbyeTitle, []),
            Parts.Paragraph(StaffTexts.GoodbyeHow),
            Parts.Subheading(StaffTexts.GoodbyeSuggestion),
            Parts.Paragraph(Words.Fill(StaffTexts.GoodbyeText, Plain.Text(person), Plain.Text(view.Community))),
            Parts.Hint(StaffTexts.GoodbyeRemoves),
        ],
        Actions = [Button(StaffTexts.Back, ShowStaff.Verb, view) with { AssociatedInputs = AssociatedInputs.None }],
    };

    /// <summary>Tells somebody kindly that they look on from now on, with the way back.</summary>
    public static AdaptiveCard Observer(string channelId, string community, string by) => new()
    {
        Lang = Language.Current,
        FallbackText = ObserverSummary(community),
        Body =
        [
            Parts.Head(Words.Fill(StaffTexts.ObserverTitle, Plain.Text(community)), []),
            Parts.Paragraph(Words.Fill(StaffTexts.ObserverText, Plain.Text(by))),
        ],
        Actions = [new ActionExecute { Title = StaffTexts.Join, Verb = StopObserving.Verb,
            Data = new Dictionary<string, string> { [ChannelKey] = channelId } }],
    };

    /// <summary>After the way back: the next step.</summary>
    public static AdaptiveCard Joined(string channelId, string community) => new()
    {
        Lang = Language.Current,
        FallbackText = Words.Fill(StaffTexts.Joined, Plain.OneLine(community)),
        Body = [Parts.Notice(NoticeKind.Good, Words.Fill(StaffTexts.Joined, Plain.Text(community)))],
        Actions = [new ActionExecute { Title = StaffTexts.Describe, Verb = SharedVerbs.EditContribution,
            Data = new Dictionary<string, string> { [ChannelKey] = channelId } }],
    };

    public static string Summary(StaffView view) => CountSentence(view.Staffing);

    public static string ObserverSummary(string community) => Words.Fill(StaffTexts.ObserverTitle, Plain.OneLine(community));

    /// <summary>Tells whoever made somebody an observer that they have not heard it.</summary>
    public static LetterText NotReached(string who, string community, NextPresses next) => LetterText.Of(
        SentenceCard.Render(NoticeKind.Attention, Words.Fill(StaffTexts.ObserverNotReached, who, community), next.Buttons()));

    private static string CountSentence(Staffing staffing) => (staffing.Colleagues, staffing.Unclear.Count) switch
    {
        (1, 0) => StaffTexts.OneClear,
        (1, _) => StaffTexts.OneUnclear,
        (var all, 0) => Words.Fill(StaffTexts.AllClear, all),
        (var all, 1) => Words.Fill(StaffTexts.SomeOneUnclear, all),
        (var all, var unclear) => Words.Fill(StaffTexts.SomeUnclear, all, unclear),
    };

    private static IEnumerable<CardElement> Choices(StaffView view) =>
    [
        .. view.Named.Select(person => Parts.Paragraph($"• {Plain.Text(Plain.Shorten(person.Name, 60))}")),
        new InputChoiceSet([.. view.Named.Select(person => new Choice(Plain.Shorten(person.Name, 60), person.Id))])
        {
            Id = nameof(StaffAnswer.Person),
            Label = StaffTexts.PersonLabel,
            Value = view.Named.Any(person => person.Id == view.Answer?.Person) ? view.Answer!.Person : view.Named[0].Id,
            IsRequired = true,
            ErrorMessage = StaffTexts.ChoosePerson,
        },
        .. Parts.Optional(view.More > 0 ? Parts.Hint(Words.Fill(StaffTexts.More, view.More)) : null),
        .. view.OpenRoles.Count > 0
            ?
            (CardElement[])[
                new InputChoiceSet([.. view.OpenRoles.Select(role => new Choice(Words.Role(role), role.ToString()))])
                {
                    Id = nameof(StaffAnswer.Role),
                    Label = StaffTexts.RoleLabel,
                    Value = view.OpenRoles.Any(role => role.ToString() == view.Answer?.Role) ? view.Answer!.Role : view.OpenRoles[0].ToString(),
                },
                new InputToggle(StaffTexts.LevelTick) { Id = nameof(StaffAnswer.LevelDiscussed), Label = StaffTexts.LevelLabel,
                    Value = view.Answer?.LevelDiscussed == "true" ? "true" : "false" },
            ]
            : [],
    ];

    private static ActionExecute Button(string title, string verb, StaffView view) => new()
    {
        Title = title,
        Verb = verb,
        Data = new Dictionary<string, string>
        {
            [ChannelKey] = view.ChannelId,
            [CountKey] = view.Staffing.Unclear.Count.ToString(CultureInfo.InvariantCulture)
        },
    };
}
