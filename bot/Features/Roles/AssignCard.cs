using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The form to choose somebody for a role.</summary>
/// <param name="AsksThird">Whether it turned out to be the person's third role, which must be meant.</param>
/// <param name="Problem">Why what was filled in cannot be done.</param>
internal sealed record AssignForm(RoleFacts Facts, PeopleChoices People, DateOnly Today, AssignAnswer Answer, bool AsksThird = false,
    FieldProblem? Problem = null);

/// <summary>What somebody filled in. The names of the properties are the ids of the inputs.</summary>
/// <param name="Person">An Entra object id; only a wish until the roster agrees, as is <paramref name="Backup"/>.</param>
/// <param name="Until">The last day; null for open-ended.</param>
internal sealed record AssignAnswer(string Person, DateOnly? Until, string Backup, bool LevelDiscussed, bool ThirdRole)
{
    public static AssignAnswer Empty { get; } = new("", null, "", false, false);

    public static AssignAnswer Read(IReadOnlyDictionary<string, string> inputs)
    {
        return new(
            Id(inputs.GetValueOrDefault(nameof(Person))),
            Day(inputs.GetValueOrDefault(nameof(Until))),
            Id(inputs.GetValueOrDefault(nameof(Backup))),
            inputs.GetValueOrDefault(nameof(LevelDiscussed)) == "true",
            inputs.GetValueOrDefault(nameof(ThirdRole)) == "true");
    }

    /// <summary>The id in its one written form; empty for anything that is none.</summary>
    public static string Id(string? written) => Guid.TryParse(written, out var id) ? id.ToString("D") : "";

    /// <summary>Whether something came that is no day: taken for none, it would make the role open-ended.</summary>
    public static bool IsNoDay(IReadOnlyDictionary<string, string> inputs) =>
        inputs.GetValueOrDefault(nameof(Until)) is { Length: > 0 } written && Day(written) is null;

    /// <summary>Null for anything that is no day.</summary>
    public static DateOnly? Day(string? written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Renders <see cref="AssignForm"/>.</summary>
internal static class AssignCard
{
    /// <summary>What signatures add, and what a list must leave room for, in bytes.</summary>
    private const int Margin = 4 * 1024;

    /// <summary>With both lists where they fit; else without the one of backups, who can be named later; else with people pickers.</summary>
    public static AdaptiveCard Render(AssignForm form)
    {
        var card = Render(form, withBackup: true);
        if (!Fits(card)) card = Render(form, withBackup: false);
        return Fits(card) ? card : Render(form with { People = form.People with { Listed = [] } }, withBackup: true);
    }

    /// <summary>The list of those who could step in, with nobody as the first choice.</summary>
    /// <param name="chosen">An Entra object id; empty for nobody.</param>
    public static InputChoiceSet BackupInput(string id, PeopleChoices people, string chosen)
    {
        var input = people.Input(id, RoleTexts.BackupLabel, new(RoleTexts.NoBackup, ManageAnswer.NoBackup));
        return chosen.Length > 0 ? input with { Value = chosen } : input;
    }

    /// <summary>The last day in a role.</summary>
    public static InputDate UntilInput(DateOnly? until, DateOnly today) => new()
    {
        Id = nameof(AssignAnswer.Until),
        Label = RoleTexts.UntilLabel,
        Value = until is { } day ? Iso(day) : null,
        Min = Iso(today),
    };

    private static bool Fits(AdaptiveCard card) => CardSize.Bytes(card) + Margin <= CardSize.Limit;

    private static AdaptiveCard Render(AssignForm form, bool withBackup) => new()
    {
        Lang = Language.Current,
        FallbackText = TitleOf(form),
        Body = Fields.WithProblems([.. Parts.Optional(form.Problem)], RoleTexts.CheckTheForm,
        [
            Parts.Head(TitleOf(form), []),
            Parts.Paragraph(RolesCard.Asks(form.Facts.Role)),
            Parts.Hint(RoleTexts.AssignIntro),
            form.People.Input(nameof(AssignAnswer.Person), RoleTexts.PersonLabel) with
            {
                IsRequired = true,
                ErrorMessage = RoleTexts.ChoosePerson,
                Value = form.Answer.Person.Length > 0 ? form.Answer.Person : null,
            },
            .. Parts.Optional(form.AsksThird ? Tick(nameof(AssignAnswer.ThirdRole), RoleTexts.ThirdLabel, RoleTexts.ThirdTick, form.Answer.ThirdRole) : null),
            UntilInput(form.Answer.Until, form.Today),
            .. Parts.Optional(withBackup ? BackupInput(nameof(AssignAnswer.Backup), form.People, form.Answer.Backup) : null),
            .. form.Facts.Role == Role.Bouwer
                ? []
                : (CardElement[])[Tick(nameof(AssignAnswer.LevelDiscussed), RoleTexts.LevelLabel, RoleTexts.LevelTick, form.Answer.LevelDiscussed)],
        ]),
        Actions =
        [
            new ActionExecute { Title = RoleTexts.Ask, Style = ActionStyle.Positive, Verb = AssignRole.Verb, Data = form.Facts.Data },
            Parts.CommandButton(RoleTexts.Cancel, ShowRoles.Command),
        ],
    };

    private static InputToggle Tick(string id, string label, string title, bool ticked) =>
        new(title) { Id = id, Label = label, Value = ticked ? "true" : "false" };

    private static string TitleOf(AssignForm form) => Words.Fill(RoleTexts.AssignTitle, Words.RoleAmid(form.Facts.Role));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
