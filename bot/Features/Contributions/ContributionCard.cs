using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>The form in which somebody describes their contribution.</summary>
/// <param name="Revision">The revision that the form was filled from; 0 where there is none yet.</param>
/// <param name="Lines">What they do, a line each: the person's own, or suggestions.</param>
/// <param name="Hours">A week; as typed.</param>
/// <param name="People">Whom one may name for questions; none while only the first fields are shown.</param>
/// <param name="Today">Bounds the last day.</param>
/// <param name="IsWhole">Whether what is rarely needed is shown too.</param>
internal sealed record ContributionForm(
    string ChannelId,
    string Community,
    IReadOnlyList<Role> Roles,
    int Revision,
    IReadOnlyList<string> Lines,
    string Hours,
    DateOnly? Until,
    string? AskWho,
    IReadOnlyList<Person> People,
    DateOnly Today,
    IReadOnlyList<FieldProblem> Problems,
    bool IsWhole = false);

/// <summary>The question for a contribution, as it is sent to the person alone.</summary>
/// <param name="Said">What they confirmed before and may confirm again; null where there is nothing to confirm.</param>
internal sealed record ContributionQuestion(string ChannelId, string Community, IReadOnlyList<Role> Roles, ContributionState State, Contribution? Said);

/// <summary>The cards about one contribution. Only the person themself ever gets them.</summary>
internal static class ContributionCard
{
    /// <summary>The names of the action data: the community's channel, and the revision on the card (0 for none).</summary>
    public const string ChannelKey = "channel";
    public const string RevisionKey = "revision";

    /// <summary>The data of the button of a form that shows all of its fields: what is empty in it was meant to be.</summary>
    public const string WholeKey = "whole";

    public static AdaptiveCard Form(ContributionForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = Words.Fill(ContributionTexts.FormTitle, Plain.OneLine(form.Community)),
        Body = Fields.WithProblems(form.Problems, ContributionTexts.CheckTheForm,
        [
            Parts.Head(Words.Fill(ContributionTexts.FormTitle, Plain.Text(form.Community)), []),
            Parts.Paragraph(RolesSentence(form.Roles)),
            Parts.Hint(ContributionTexts.FormIntro),
            .. Inputs(form),
            .. form.IsWhole ? [AskWhoOf(form)] : (CardElement[])[],
        ]),
        Actions =
        [
            FormButton(ContributionTexts.Save, SaveContribution.Verb, form) with { Style = ActionStyle.Positive },
            .. Parts.Optional(form.IsWhole ? null : FormButton(ContributionTexts.More, ShowWholeContribution.Verb, form)),
            Parts.CommandButton(ContributionTexts.Cancel, ShowMe.Command),
        ],
    };

    /// <summary>Takes along what was typed.</summary>
    private static ActionExecute FormButton(string title, string verb, ContributionForm form)
    {
        var button = Button(title, verb, form.ChannelId, form.Revision) with { AssociatedInputs = null };
        return form.IsWhole ? button with { Data = new Dictionary<string, string>(button.Data) { [WholeKey] = "yes" } } : button;
    }

    /// <summary>Asks for a contribution, or whether it still holds.</summary>
    public static AdaptiveCard Question(ContributionQuestion question) => new()
    {
        Lang = Language.Current,
        FallbackText = QuestionTitle(question),
        Body =
        [
            Parts.Head(question.Said is null ? ContributionTexts.AskTitle : ContributionTexts.AskAgainTitle, [StateOf(question)]),
            Parts.Paragraph(Words.Fill(WhyOf(question), Plain.Text(question.Community))),
            question.Said is { } said ? Parts.Group(Details(said)) : Parts.Paragraph(RolesSentence(question.Roles)),
            Parts.Hint(ContributionTexts.OnlyYou),
        ],
        Actions = question.Said is { } current
            ?
            [
                Button(ContributionTexts.StillTrue, ConfirmContribution.Verb, question.ChannelId, current.Revision) with { Style = ActionStyle.Positive },
                Button(ContributionTexts.Change, EditContribution.Verb, question.ChannelId),
                Button(ContributionTexts.Stop, StopContribution.Verb, question.ChannelId, current.Revision),
            ]
            : [Button(ContributionTexts.Describe, EditContribution.Verb, question.ChannelId) with { Style = ActionStyle.Positive }],
    };

    /// <summary>The question in one sentence, for the notification.</summary>
    public static string QuestionTitle(ContributionQuestion question) =>
        Words.Fill(question.Said is null ? ContributionTexts.AskSummary : ContributionTexts.AskAgainSummary, Plain.OneLine(question.Community));

    /// <summary>What a contribution says, a line for each commitment.</summary>
    public static IReadOnlyList<CardElement> Details(Contribution said) =>
    [
        .. said.Commitments.Select(line => Parts.Paragraph($"• {Plain.Text(line)}")),
        Parts.Facts(
        [
            new(ContributionTexts.Hours, HoursOf(said.Hours)),
            new(ContributionTexts.Until, said.Until is { } until ? Words.Day(until) : ContributionTexts.OpenEnded),
            .. Parts.Optional<Fact>(said.AskWho is { } who ? new(ContributionTexts.AskWho, Plain.Text(who.Name)) : null),
        ]),
    ];

    /// <summary>A button about the person's contribution to one community.</summary>
    public static ActionExecute Button(string title, string verb, string channelId, int? revision = null) => new()
    {
        Title = title,
        Verb = verb,
        Data = revision is { } known
            ? new Dictionary<string, string> { [ChannelKey] = channelId, [RevisionKey] = known.ToString(CultureInfo.InvariantCulture) }
            : new Dictionary<string, string> { [ChannelKey] = channelId },
        AssociatedInputs = AssociatedInputs.None,
    };

    public static string HoursOf(decimal hours) => hours switch
    {
        0 => ContributionTexts.NoHours,
        1 => ContributionTexts.OneHour,
        _ => Words.Fill(ContributionTexts.HoursAWeek, hours.ToString("0.#", CultureInfo.CurrentCulture)),
    };

    public static string RolesSentence(IReadOnlyList<Role> roles) => roles switch
    {
        [] => ContributionTexts.YouTakePart,
        [var only] => Words.Fill(ContributionTexts.YouHoldOne, Words.RoleAmid(only)),
        [var one, var two] => Words.Fill(ContributionTexts.YouHoldTwo, Words.RoleAmid(one), Words.RoleAmid(two)),
        _ => ContributionTexts.YouHoldAll,
    };

    private static string WhyOf(ContributionQuestion question) => question.State switch
    {
        ContributionState.Expired => ContributionTexts.AskExpired,
        ContributionState.Ended => ContributionTexts.AskEnded,
        _ => ContributionTexts.AskNew,
    };

    private static Badge StateOf(ContributionQuestion question) => question.State switch
    {
        ContributionState.Expired => Parts.Badge(ContributionTexts.BadgeExpired, BadgeStyle.Warning),
        ContributionState.Ended => Parts.Badge(ContributionTexts.BadgeEnded, BadgeStyle.Warning),
        _ => Parts.Badge(ContributionTexts.BadgeNew, BadgeStyle.Informative, "Edit"),
    };

    private static IReadOnlyList<CardElement> Inputs(ContributionForm form) =>
    [
        new InputText
        {
            Id = nameof(ContributionAnswer.Commitment),
            Label = Words.Fill(ContributionTexts.LinesLabel, Contribution.FewestCommitments, Contribution.MostCommitments),
            Value = string.Join('\n', form.Lines),
            IsMultiline = true,
            MaxLength = Contribution.MostCommitments * (Contribution.CommitmentLimit + 1),
            IsRequired = true,
            ErrorMessage = Words.Fill(ContributionTexts.TooFew, Contribution.FewestCommitments),
        },
        TypedNumber.Field(nameof(ContributionAnswer.Hours), ContributionTexts.HoursLabel, form.Hours) with
        {
            IsRequired = true,
            ErrorMessage = Words.Fill(ContributionTexts.HoursWrong, Contribution.MostHours),
        },
        new InputDate
        {
            Id = nameof(ContributionAnswer.Until),
            Label = ContributionTexts.UntilLabel,
            Value = form.Until is { } until ? Iso(until) : null,
            Min = Iso(form.Today),
            Max = Iso(ContributionAnswer.Latest(form.Today)),
        },
    ];

    private static CardElement AskWhoOf(ContributionForm form) => form.People.Count == 0
        ? Parts.Hint(ContributionTexts.AskWhoNobody)
        : new InputChoiceSet([.. form.People.Select(person => new Choice(Plain.Shorten(person.Name, 60), person.Id))])
        {
            Id = nameof(ContributionAnswer.AskWho),
            Label = ContributionTexts.AskWhoLabel,
            Value = form.AskWho,
            Placeholder = ContributionTexts.AskWhoPlaceholder,
        };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
