using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>The form in which a lead writes the why.</summary>
/// <param name="Revision">The revision that the form was filled from.</param>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record WhyForm(string Community, int Revision, WhyAnswer Answer, PeopleChoices People, IReadOnlyList<FieldProblem> Problems);

/// <summary>The cards about why a community exists.</summary>
internal static class PurposeCard
{
    /// <summary>The name of the action data that holds the revision on the card.</summary>
    public const string RevisionKey = "revision";

    /// <summary>What signatures add, in bytes.</summary>
    private const int Margin = 4 * 1024;

    public static AdaptiveCard Render(PurposeView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, Plain.Text(notice)) : null),
            Parts.Head(Words.Fill(PurposeTexts.Title, Plain.Text(view.Community)), [StateOf(view.State)]),
            Parts.Paragraph(view.Purpose.Why.Length > 0 ? Plain.Text(view.Purpose.Why) : PurposeTexts.NoWhy),
            .. Parts.Optional(HintOf(view) is { } hint ? Parts.Hint(hint) : null),
            Parts.Facts(Facts(view)),
            .. Parts.Optional(view.SponsorRoles.Count > 0 ? Parts.Hint(Words.Fill(PurposeTexts.SponsorHasRole,
                string.Join(", ", view.SponsorRoles.Select(Words.RoleAmid)))) : null),
        ],
        Actions =
        [
            .. Parts.Optional(view.State == WhyState.TooOld ? Button(PurposeTexts.StillTrue, ConfirmWhy.Verb,
                view.Purpose.Revision) with { Style = ActionStyle.Positive } : null),
            Button(view.State == WhyState.Missing ? PurposeTexts.Write : PurposeTexts.Change, EditWhy.Verb,
                view.Purpose.Revision) with { Style = view.State == WhyState.Missing ? ActionStyle.Positive : null },
            .. Parts.Optional(view.Purpose.Link is { } link ? Goal(new(link)) : null),
            Parts.CommandButton(PurposeTexts.ShowStatus, CommandNames.Status),
        ],
    };

    /// <summary>A lead wrote the link: everybody reads where it leads.</summary>
    private static ActionOpenUrl Goal(Uri link) => new(link) { Title = Words.Fill(PurposeTexts.OpenGoal, WebLink.Host(link)) };

    /// <summary>The card in one sentence, for notifications and screen readers.</summary>
    public static string Summary(PurposeView view) => Words.Fill(PurposeTexts.Title, Plain.OneLine(view.Community));

    /// <summary>With a list of colleagues where it fits, else with Teams' own people picker.</summary>
    public static AdaptiveCard Form(WhyForm form)
    {
        var card = FormOf(form);
        return CardSize.Bytes(card) + Margin <= CardSize.Limit ? card : FormOf(form with { People = form.People with { Listed = [] } });
    }

    private static AdaptiveCard FormOf(WhyForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = PurposeTexts.FormTitle,
        Body = Fields.WithProblems(form.Problems, PurposeTexts.CheckTheForm,
        [
            Parts.Head(PurposeTexts.FormTitle, []),
            Parts.Hint(PurposeTexts.FormIntro),
            new InputText
            {
                Id = nameof(WhyAnswer.Why),
                Label = PurposeTexts.WhyLabel,
                Placeholder = PurposeTexts.WhyPlaceholder,
                Value = form.Answer.Why,
                MaxLength = Purpose.WhyLimit,
                IsMultiline = true,
                IsRequired = true,
                ErrorMessage = PurposeTexts.WhyMissing,
            },
            new InputText { Id = nameof(WhyAnswer.Goal), Label = PurposeTexts.GoalLabel, Value = form.Answer.Goal, MaxLength = Purpose.GoalLimit },
            new InputText { Id = nameof(WhyAnswer.Link), Label = PurposeTexts.LinkLabel, Placeholder = PurposeTexts.LinkPlaceholder, Value = form.Answer.Link,
                MaxLength = Purpose.LinkLimit, Regex = WebLink.Pattern, ErrorMessage = PurposeTexts.LinkWrong },
            SponsorInput(form),
            Parts.Hint(PurposeTexts.SponsorIsAsked),
        ]),
        Actions =
        [
            Button(PurposeTexts.Save, SaveWhy.Verb, form.Revision) with { Style = ActionStyle.Positive },
            Parts.CommandButton(PurposeTexts.Cancel, ShowWhy.Command),
        ],
    };

    private static InputChoiceSet SponsorInput(WhyForm form)
    {
        var input = form.People.Input(nameof(WhyAnswer.Sponsor), PurposeTexts.SponsorLabel, new(PurposeTexts.Nobody, WhyAnswer.Nobody));
        // A list that is typed in shows in some clients the value that was chosen before, and not whose it is.
        if (form.People.Listed.Count > 0) input = input with { Style = ChoiceStyle.Compact };
        return form.Answer.Sponsor.Length > 0 ? input with { Value = form.Answer.Sponsor } : input;
    }

    private static IReadOnlyList<Fact> Facts(PurposeView view) =>
    [
        .. Parts.Optional<Fact>(view.Purpose.Goal.Length > 0 ? new(PurposeTexts.Goal, Plain.Text(view.Purpose.Goal)) : null),
        new(PurposeTexts.Sponsor, SponsorOf(view)),
        .. Parts.Optional<Fact>(view.ToldOn is { } told ? new(PurposeTexts.LastTold, Words.Day(told)) : null),
        .. Parts.Optional<Fact>(view.Purpose.Since is { } since ? new(PurposeTexts.Since, Words.Day(since)) : null),
        .. Parts.Optional<Fact>(view.Purpose.ConfirmedOn is { } day && day != view.Purpose.Since ? new(PurposeTexts.Confirmed, Words.Day(day)) : null),
    ];

    private static string SponsorOf(PurposeView view) => view switch
    {
        { Sponsor: { } name, SponsorSince: { } since } => Words.Fill(PurposeTexts.SponsorSince, Plain.Text(name), Words.Day(since)),
        { IsAsked: true } => PurposeTexts.SponsorAsked,
        _ => PurposeTexts.NoSponsor,
    };

    private static Badge StateOf(WhyState state) => state switch
    {
        WhyState.Missing => Parts.Badge(PurposeTexts.BadgeMissing, BadgeStyle.Attention),
        WhyState.TooOld => Parts.Badge(PurposeTexts.BadgeOld, BadgeStyle.Warning),
        _ => Parts.Badge(PurposeTexts.BadgeFresh, BadgeStyle.Good),
    };

    private static string? HintOf(PurposeView view) => view.State switch
    {
        WhyState.Missing => PurposeTexts.HintMissing,
        WhyState.TooOld => PurposeTexts.HintTooOld,
        _ => null,
    };

    private static ActionExecute Button(string title, string verb, int revision) => new()
    {
        Title = title,
        Verb = verb,
        Data = new Dictionary<string, string> { [RevisionKey] = revision.ToString(CultureInfo.InvariantCulture) },
    };
}
