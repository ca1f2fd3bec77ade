using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>The form in which somebody describes their contribution.</summary>
/// <param name="Revision">The revision that the form was filled from; 0 where there is none yet.</param>
/// <param name="Lines">What stands in the lines: the person's own, or suggestions.</param>
/// <param name="Hours">A week; as typed.</param>
/// <param name="People">Whom one may name for questions.</param>
/// <param name="Today">Bounds the last day.</param>
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
    IReadOnlyList<FieldProblem> Problems);

/// <summary>The question for a contribution, as it is sent to the person alone.</summary>
/// <param name="Said">What they confirmed before and may confirm again; null where there is nothing to confirm.</param>
internal sealed record ContributionQuestion(string ChannelId, string Community, IReadOnlyList<Role> Roles, ContributionState State, Contribution? Said);

/// <summary>The cards about one contribution. Only the person themself ever gets them.</summary>
internal static class ContributionCard
{
    /// <summary>The names of the action data: the community's channel, and the revision on the card (0 for none).</summary>
    public const string ChannelKey = "channel";
    public const string RevisionKey = "revision";

    public static AdaptiveCard Form(ContributionForm form) => new()
    {
        Lang = Language.Current,
        FallbackText = Words.Fill(ContributionTexts.FormTitle, Plain.OneLine(form.Community)),
        Body = Fields.WithProblems(form.Problems, ContributionTexts.CheckTheForm,
        [
            Parts.Heading(Words.Fill(ContributionTexts.FormTitle, Plain.Text(form.Community))),
            Parts.Paragraph(RolesSentence(form.Roles)),
            Parts.Hint(ContributionTexts.FormIntro),
            .. Enumerable.Range(1, Contribution.MostCommitments).Select(number => Line(number, form.Lines.ElementAtOrDefault(number - 1))),
            .. Inputs(form),
        ]),
        Actions =
        [
            Button(ContributionTexts.Save, SaveContribution.Verb, form.ChannelId, form.Revision) with { Style = ActionStyle.Positive },
            Parts.CommandButton(ContributionTexts.Cancel, ShowMe.Command),
        ],
    };

    /// <summary>Asks for a contribution, or whether it still holds.</summary>
    public static AdaptiveCard Question(ContributionQuestion question) => new()
    {
        Lang = Language.Current,
        FallbackText = QuestionTitle(question),
        Body =
        [
            Parts.Heading(question.Said is null ? ContributionTexts.AskTitle : ContributionTexts.AskAgainTitle),
            Parts.Paragraph(Words.Fill(WhyOf(question), Plain.Text(question.Community))),
            .. question.Said is { } said ? Details(said) : [Parts.Paragraph(RolesSentence(question.Roles))],
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
        AssociatedInputs = verb == SaveContribution.Verb ? null : AssociatedInputs.None,
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

    private static InputText Line(int number, string? value) => new()
    {
        Id = ContributionAnswer.LineId(number),
        Label = Words.Fill(number <= Contribution.FewestCommitments ? ContributionTexts.LineLabel : ContributionTexts.LineLabelOptional, number),
        Value = value,
        MaxLength = Contribution.CommitmentLimit,
        IsRequired = number <= Contribution.FewestCommitments ? true : null,
        ErrorMessage = number <= Contribution.FewestCommitments ? ContributionTexts.LineMissing : null,
    };

    private static IReadOnlyList<CardElement> Inputs(ContributionForm form) =>
    [
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
        .. form.People.Count == 0 ? [] :
        (CardElement[])[
            new InputChoiceSet([.. form.People.Select(person => new Choice(Plain.Shorten(person.Name, 60), person.Id))])
            {
                Id = nameof(ContributionAnswer.AskWho),
                Label = ContributionTexts.AskWhoLabel,
                Value = form.AskWho,
                Placeholder = ContributionTexts.AskWhoPlaceholder,
            },
        ],
    ];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
