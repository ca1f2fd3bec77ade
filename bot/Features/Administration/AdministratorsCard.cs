using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Administration;

/// <param name="Notice">A sentence to open with; may hold what a person typed.</param>
internal sealed record AdministratorsView(Administrators Now, DateTimeOffset At, string? Notice);

/// <param name="Candidates">Who may be named here.</param>
/// <param name="History">What happened last, newest first.</param>
/// <param name="Viewer">Who looks: they step down by a button of their own.</param>
/// <param name="AmongOthers">Whether there are people here to choose from, which a chat with the bot has not.</param>
internal sealed record AdministratorsForm(
    Administrators Now,
    IReadOnlyList<Person> Candidates,
    IReadOnlyList<AdministratorEntry> History,
    Person Viewer,
    bool AmongOthers)
{
    /// <summary>Whom somebody chose in vain, and why that was.</summary>
    public AdministratorsAnswer Answer { get; init; } = new("", "");

    public FieldProblem? Problem { get; init; }
}

/// <summary>What the form sends: the ids of the inputs are the names of the properties. Both are wishes until they are checked.</summary>
internal sealed record AdministratorsAnswer(string Person, string Former);

/// <summary>The cards about administrators.</summary>
internal static class AdministratorsCard
{
    private const int NameLimit = 80;

    /// <summary>Who they are, for everyone in the place.</summary>
    public static AdaptiveCard Render(AdministratorsView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = AdministrationTexts.Title,
            Body =
            [
                .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Info, Plain.Text(notice)) : null),
                Parts.Head(AdministrationTexts.Title, [CountOf(view.Now.All.Count)]),
                Parts.Hint(AdministrationTexts.Intro),
                view.Now.All.Count == 0 ? Parts.Paragraph(AdministrationTexts.Nobody) : Parts.Group(Parts.Facts([.. view.Now.All.Select(Since)])),
            ],
            Actions =
            [
                new ActionExecute { Title = AdministrationTexts.Edit, Verb = EditAdministrators.Verb },
                Parts.CommandButton(AdministrationTexts.Help, CommandNames.Help),
            ],
        };
    }

    /// <summary>For an administrator alone: name somebody, remove somebody, stop.</summary>
    public static AdaptiveCard Form(AdministratorsForm form)
    {
        var others = form.Now.All.Select(administrator => administrator.Who).Where(person => !person.Is(form.Viewer)).ToList();
        return new()
        {
            Lang = Language.Current,
            FallbackText = AdministrationTexts.EditTitle,
            Body = Fields.WithProblems([.. Parts.Optional(form.Problem)], AdministrationTexts.CheckTheForm,
            [
                Parts.Head(AdministrationTexts.EditTitle, []),
                Parts.Hint(form.AmongOthers ? AdministrationTexts.NameIntro : AdministrationTexts.NameElsewhere),
                .. Parts.Optional(form.Candidates.Count > 0
                    ? Choose(nameof(AdministratorsAnswer.Person), AdministrationTexts.NameLabel, form.Candidates, form.Answer.Person) : null),
                .. Parts.Optional(others.Count > 0
                    ? Choose(nameof(AdministratorsAnswer.Former), AdministrationTexts.RemoveLabel, others, form.Answer.Former) : null),
                .. form.History.Count > 0
                    ? (CardElement[])[Parts.Group(AdministrationTexts.HistoryTitle, state: null, Parts.Facts([.. form.History.Select(Happened)]))] : [],
            ]),
            Actions =
            [
                .. Parts.Optional(form.Candidates.Count > 0 ? new ActionExecute { Title = AdministrationTexts.Name, Verb = NameAdministrator.Verb,
                    Style = ActionStyle.Positive } : null),
                .. Parts.Optional(others.Count > 0 ? new ActionExecute { Title = AdministrationTexts.Remove, Verb = RemoveAdministrator.Verb } : null),
                new ActionExecute { Title = AdministrationTexts.Stop, Verb = AskToStopAdministering.Verb },
                Parts.CommandButton(AdministrationTexts.Back, ShowAdministrators.Command),
            ],
        };
    }

    /// <summary>Asks whether the presser really stops.</summary>
    public static AdaptiveCard ConfirmStop() => new()
    {
        Lang = Language.Current,
        FallbackText = AdministrationTexts.StopTitle,
        Body = [Parts.Head(AdministrationTexts.StopTitle, []), Parts.Paragraph(AdministrationTexts.StopConsequence)],
        Actions =
        [
            new ActionExecute { Title = AdministrationTexts.Stop, Verb = StopAdministering.Verb, Style = ActionStyle.Destructive },
            Parts.CommandButton(AdministrationTexts.Back, ShowAdministrators.Command),
        ],
    };

    /// <summary>Tells somebody that they were named or removed.</summary>
    public static AdaptiveCard News(AdministratorEntry entry)
    {
        var isNamed = entry.Deed == AdministratorDeed.Named;
        return new()
        {
            Lang = Language.Current,
            FallbackText = isNamed ? AdministrationTexts.NewsNamedTitle : AdministrationTexts.NewsRemovedTitle,
            Body =
            [
                Parts.Head(isNamed ? AdministrationTexts.NewsNamedTitle : AdministrationTexts.NewsRemovedTitle, []),
                Parts.Paragraph(Words.Fill(isNamed ? AdministrationTexts.NewsNamed : AdministrationTexts.NewsRemoved, Shown(entry.By))),
                .. Parts.Optional(isNamed ? Parts.Hint(AdministrationTexts.NewsNamedHint) : null),
            ],
            Actions = [Parts.CommandButton(AdministrationTexts.Back, ShowAdministrators.Command)],
        };
    }

    /// <summary>The same where the bot cannot reach them otherwise, with a mention.</summary>
    public static AdaptiveCard NewsInChannel(AdministratorEntry entry)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Words.Fill(AdministrationTexts.NewsInChannel, AdministratorWords.NameOf(entry.About)),
            Body = [Parts.Notice(NoticeKind.Info, Words.Fill(AdministrationTexts.NewsInChannel, Mention.Of(AdministratorWords.NameOf(entry.About))))],
            Actions = [Parts.CommandButton(AdministrationTexts.Back, ShowAdministrators.Command)],
        };
    }

    private static Badge CountOf(int administrators) => administrators switch
    {
        0 => Parts.Badge(AdministrationTexts.BadgeNobody, BadgeStyle.Attention),
        1 => Parts.Badge(AdministrationTexts.BadgeOne, BadgeStyle.Informative, "Person"),
        _ => Parts.Badge(Words.Fill(AdministrationTexts.BadgeSome, administrators), BadgeStyle.Informative, "People"),
    };

    private static Fact Since(Administrator administrator) =>
        new(Shown(administrator.Who), Words.Fill(AdministrationTexts.Since, Words.Day(LocalTime.DayIn(LocalTime.DefaultZone, administrator.Since))));

    private static Fact Happened(AdministratorEntry entry) => new(
        Words.Day(LocalTime.DayIn(LocalTime.DefaultZone, entry.At)),
        Words.Fill(
            entry.Deed switch
            {
                AdministratorDeed.First => AdministrationTexts.HappenedFirst,
                AdministratorDeed.Named => AdministrationTexts.HappenedNamed,
                AdministratorDeed.Removed => AdministrationTexts.HappenedRemoved,
                _ => AdministrationTexts.HappenedStopped,
            },
            Shown(entry.About),
            Shown(entry.By)));

    private static InputChoiceSet Choose(string id, string label, IReadOnlyList<Person> people, string chosen) =>
        new([.. people.Select(person => new Choice(Plain.Shorten(AdministratorWords.NameOf(person), NameLimit), person.Id))])
        {
            Id = id,
            Label = label,
            Value = people.Any(person => person.Id == chosen) ? chosen : null,
        };

    private static string Shown(Person person) => Plain.Text(Plain.Shorten(AdministratorWords.NameOf(person), NameLimit));
}
