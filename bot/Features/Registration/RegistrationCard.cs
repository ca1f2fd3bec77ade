using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>The form to register a community, or to change one.</summary>
/// <param name="Verb">What the button does.</param>
/// <param name="Revision">The revision that the form was filled from; 0 for a new community.</param>
/// <param name="StartDate">Null leaves it open.</param>
/// <param name="Today">Bounds the start date.</param>
/// <param name="StaffCap">Up to how many colleagues it works by itself, as typed; null leaves the question out, as in a new community.</param>
internal sealed record RegistrationForm(
    string Verb,
    int Revision,
    string Name,
    string Theme,
    DateOnly? StartDate,
    string Language,
    DateOnly Today,
    IReadOnlyList<FieldProblem> Problems,
    string? StaffCap = null)
{
    public bool IsNew => Revision == 0;
}

/// <summary>The cards of registration.</summary>
internal static class RegistrationCard
{
    /// <summary>The name of the action data that holds the revision on the card.</summary>
    public const string RevisionKey = "revision";

    /// <summary>Whether the pressed card shows the community as it is now; nobody has changed it since.</summary>
    public static bool IsCurrent(Turn turn, Community community) => turn.Press?.Data.GetValueOrDefault(RevisionKey) == Written(community.Revision);

    /// <summary>What a card's button wants of the community, if it still stands as the card shows it; else false, and nothing.</summary>
    public static Ruling<bool> Ruling(Turn turn, Community before, Community after) => IsCurrent(turn, before) ? new(true, after) : new(false);

    /// <summary>Why a button did nothing.</summary>
    public static string Refusal(Decision<bool> decision) =>
        decision.End == DecisionEnd.NotLead ? CommunityTexts.NotLeadNow : RegistrationTexts.ChangedMeanwhile;

    public static AdaptiveCard Form(RegistrationForm form)
    {
        var title = form.IsNew ? RegistrationTexts.FormTitle : RegistrationTexts.EditTitle;
        return new()
        {
            Lang = Language.Current,
            FallbackText = title,
            Body = Fields.WithProblems(form.Problems, RegistrationTexts.CheckTheForm,
            [
                Parts.Head(title, []),
                Parts.Hint(RegistrationTexts.FormIntro),
                .. Inputs(form),
                .. Parts.Optional(form.IsNew ? Parts.Group(RegistrationTexts.ThenTitle, state: null, Parts.Paragraph(RegistrationTexts.PromisedRoles)) : null),
            ]),
            Actions =
            [
                new ActionExecute
                {
                    Title = form.IsNew ? RegistrationTexts.Register : RegistrationTexts.Save,
                    Style = ActionStyle.Positive,
                    Verb = form.Verb,
                    Data = new Dictionary<string, string> { [RevisionKey] = Written(form.Revision) },
                },
                Parts.CommandButton(RegistrationTexts.Cancel, CommandNames.Status),
            ],
        };
    }

    /// <summary>Asks whether the registration must really end.</summary>
    /// <param name="phase">Ended early, it says how early.</param>
    public static AdaptiveCard ConfirmEnd(string name, int revision, PhaseClock phase) => new()
    {
        Lang = Language.Current,
        FallbackText = Words.Fill(RegistrationTexts.UnregisterTitle, Plain.OneLine(name)),
        Body =
        [
            Parts.Head(Words.Fill(RegistrationTexts.UnregisterTitle, Plain.Text(name)), []),
            .. Parts.Optional(EarlyOf(phase) is { } early ? Parts.Notice(NoticeKind.Info, early) : null),
            Parts.Hint(RegistrationTexts.UnregisterConsequence),
        ],
        Actions =
        [
            new ActionExecute
            {
                Title = RegistrationTexts.Unregister,
                Style = ActionStyle.Destructive,
                Verb = EndRegistration.Verb,
                Data = new Dictionary<string, string> { [RevisionKey] = Written(revision) },
            },
            Parts.CommandButton(RegistrationTexts.Cancel, CommandNames.Status),
        ],
    };

    private static string? EarlyOf(PhaseClock phase) => phase switch
    {
        { Phase: Phase.Preparation } => Words.Fill(RegistrationTexts.EndsBeforeStart, PhaseClock.StartMonths),
        { MonthsLeft: 1 } => Words.Fill(RegistrationTexts.EndsInLastMonth, PhaseClock.StartMonths),
        { MonthsLeft: { } left } => Words.Fill(RegistrationTexts.EndsEarly, phase.Month, PhaseClock.StartMonths, left),
        _ => null,
    };

    /// <summary>Says that it ended, with the way back.</summary>
    /// <param name="revision">The community's, by which the undo of this ending is told from that of another.</param>
    public static AdaptiveCard Ended(string name, int revision) => new()
    {
        Lang = Language.Current,
        FallbackText = Words.Fill(RegistrationTexts.Unregistered, Plain.OneLine(name)),
        Body = [Parts.Notice(NoticeKind.Good, Words.Fill(RegistrationTexts.Unregistered, Plain.Text(name))),
            Parts.Hint(RegistrationTexts.UnregisteredConsequence)],
        Actions = [new ActionExecute { Title = RegistrationTexts.Undo, Verb = RestoreRegistration.Verb,
            Data = new Dictionary<string, string> { [RevisionKey] = Written(revision) } }],
    };

    private static IEnumerable<CardElement> Inputs(RegistrationForm form) =>
    [
        new InputText
        {
            Id = nameof(RegistrationAnswer.Name),
            Label = RegistrationTexts.Name,
            Value = form.Name,
            MaxLength = Community.NameLimit,
            IsRequired = true,
            ErrorMessage = RegistrationTexts.NameMissing,
        },
        new InputText
        {
            Id = nameof(RegistrationAnswer.Theme),
            Label = RegistrationTexts.Theme,
            Placeholder = RegistrationTexts.ThemePlaceholder,
            Value = form.Theme,
            MaxLength = Community.ThemeLimit,
            IsMultiline = true,
        },
        new InputDate
        {
            Id = nameof(RegistrationAnswer.StartDate),
            Label = RegistrationTexts.StartDate,
            Value = form.StartDate is { } start ? Iso(start) : null,
            Min = Iso(RegistrationAnswer.EarliestStart),
            Max = Iso(RegistrationAnswer.LatestStart(form.Today)),
            IsRequired = true,
            ErrorMessage = Words.Fill(RegistrationTexts.StartDateWrong, Words.Day(RegistrationAnswer.EarliestStart),
                Words.Day(RegistrationAnswer.LatestStart(form.Today))),
        },
        new InputChoiceSet([new(RegistrationTexts.Dutch, Language.Dutch), new(RegistrationTexts.English, Language.English)])
        {
            Id = nameof(RegistrationAnswer.Language),
            Label = RegistrationTexts.Language,
            Value = form.Language,
            IsRequired = true,
            ErrorMessage = RegistrationTexts.LanguageWrong,
        },
        .. form.StaffCap is { } cap
            ?
            (CardElement[])[
                TypedNumber.Field(nameof(RegistrationAnswer.StaffCap), RegistrationTexts.StaffCap, cap) with
                {
                    IsRequired = true,
                    ErrorMessage = Words.Fill(RegistrationTexts.StaffCapWrong, Community.LeastStaffCap, Community.MostStaffCap),
                },
            ]
            : [],
    ];

    private static string Written(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
