using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The form about a role that somebody has.</summary>
/// <param name="Holder">The name; what people typed.</param>
internal sealed record ManageForm(RoleFacts Facts, string Holder, PeopleChoices People, DateOnly Today, ManageAnswer Answer, FieldProblem? Problem = null);

/// <summary>What somebody filled in. The names of the properties are the ids of the inputs.</summary>
/// <param name="Backup">An Entra object id, only a wish until the roster agrees; <see cref="NoBackup"/> for nobody; empty where the form did not ask.</param>
internal sealed record ManageAnswer(DateOnly? Until, string Backup, bool Away)
{
    public const string NoBackup = "-";

    public static ManageAnswer Of(RoleSlot slot) => new(slot.Until, slot.Backup?.Who.Id ?? NoBackup, slot.Doubt == RiskReason.Away);

    public static ManageAnswer Read(IReadOnlyDictionary<string, string> inputs)
    {
        var backup = inputs.GetValueOrDefault(nameof(Backup));
        return new(
            AssignAnswer.Day(inputs.GetValueOrDefault(nameof(Until))),
            backup == NoBackup ? NoBackup : AssignAnswer.Id(backup),
            inputs.GetValueOrDefault(nameof(Away)) == "true");
    }
}

/// <summary>Renders <see cref="ManageForm"/>.</summary>
internal static class ManageCard
{
    public static AdaptiveCard Render(ManageForm form)
    {
        var title = Words.Fill(RoleTexts.ManageTitle, Words.RoleAmid(form.Facts.Role));
        return new()
        {
            Lang = Language.Current,
            FallbackText = title,
            Body = Fields.WithProblems([.. Parts.Optional(form.Problem)], RoleTexts.CheckTheForm,
            [
                Parts.Head(title, []),
                Parts.Paragraph(Words.Fill(RoleTexts.ManageHolder, Plain.Text(form.Holder))),
                AssignCard.UntilInput(form.Answer.Until, form.Today),
                AssignCard.BackupInput(nameof(ManageAnswer.Backup), form.People, form.Answer.Backup),
                new InputToggle(RoleTexts.AwayTick) { Id = nameof(ManageAnswer.Away), Label = RoleTexts.AwayLabel,
                    Value = form.Answer.Away ? "true" : "false" },
            ]),
            Actions =
            [
                new ActionExecute { Title = RoleTexts.Save, Style = ActionStyle.Positive, Verb = SaveRole.Verb, Data = form.Facts.Data },
                Button(RoleTexts.Successor, ChooseHolder.Verb, form),
                Button(RoleTexts.Release, AskToRelease.Verb, form) with { Style = ActionStyle.Destructive },
                Parts.CommandButton(RoleTexts.Cancel, ShowRoles.Command),
            ],
        };
    }

    private static ActionExecute Button(string title, string verb, ManageForm form) =>
        new() { Title = title, Verb = verb, Data = form.Facts.Data, AssociatedInputs = AssociatedInputs.None };
}
