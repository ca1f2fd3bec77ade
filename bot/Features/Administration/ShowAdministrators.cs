using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Administration;

/// <summary><c>/community admins</c>: who administers the bot; with a mention (<c>admins @Name</c>) an administrator names somebody at once.</summary>
internal sealed class ShowAdministrators(AdministratorStore administrators, AdministratorNaming naming) : IHandler
{
    public const string Command = CommandNames.Administrators;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var notice = turn.Notice;
        if (notice is null && turn.Press is null)
        {
            if (turn.Mentioned is [var someone, ..])
            {
                var (refusal, done) = await naming.NameAsync(turn, someone, ct);
                if (refusal is not null) return new Reply.Text(refusal);
                notice = done;
            }
            else if (turn.Argument.Length > 0) notice = AdministrationTexts.UseMention;
        }
        var view = new AdministratorsView(await administrators.ReadAsync(turn.TenantId, ct), turn.At, notice);
        return new Reply.Card(AdministratorsCard.Render(view), AdministrationTexts.Title);
    }
}

/// <summary>The button "change administrators": who may be named here, who may be removed, and what happened lately.</summary>
internal sealed class EditAdministrators(AdministratorForms forms) : IHandler
{
    public const string Verb = "admins.edit";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => forms.ShowAsync(turn, new("", ""), problem: null, ct);
}

/// <summary>The form to change administrators, at first and once more with what is wrong.</summary>
internal sealed class AdministratorForms(AdministratorStore administrators, AdministratorNaming naming)
{
    private const int ShownHistory = 5;

    public async ValueTask<Reply> ShowAsync(Turn turn, AdministratorsAnswer answer, FieldProblem? problem, CancellationToken ct)
    {
        var now = await administrators.ReadAsync(turn.TenantId, ct);
        var form = new AdministratorsForm(
            now,
            await naming.CandidatesAsync(turn, now, ct),
            await administrators.HistoryAsync(turn.TenantId, ShownHistory, ct),
            turn.From,
            turn.Conversation.Kind != ConversationKind.Personal)
        { Answer = answer, Problem = problem };
        return new Reply.Replace(AdministratorsCard.Form(form), problem?.Sentence ?? AdministrationTexts.EditTitle, ForEveryone: false);
    }
}

/// <summary>The button "make administrator".</summary>
internal sealed class NameAdministrator(AdministratorNaming naming, AdministratorForms forms) : IHandler
{
    public const string Verb = "admins.name";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(AdministratorsAnswer.Person), "") ?? "";
        var (refusal, done) = wanted.Length == 0
            ? (AdministrationTexts.ChooseFirst, null) : await naming.NameAsync(turn, new Person(wanted, "", ""), ct);
        return refusal is not null
            ? await forms.ShowAsync(turn, new(wanted, ""), new(nameof(AdministratorsAnswer.Person), refusal), ct)
            : new Reply.Continue(ShowAdministrators.Command, done);
    }
}

/// <summary>The button "remove": the list of administrators is ours, so that whoever is chosen either is on it or nothing happens.</summary>
internal sealed class RemoveAdministrator(AdministratorStore administrators, AdministratorForms forms) : IHandler
{
    public const string Verb = "admins.remove";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(AdministratorsAnswer.Former), "") ?? "";
        if (wanted.Length == 0)
            return await forms.ShowAsync(turn, new("", ""), new(nameof(AdministratorsAnswer.Former), AdministrationTexts.ChooseFirst), ct);
        return await administrators.ChangeAsync(turn, now => now.Remove(wanted, turn.From), ct) switch
        {
            AdministratorOutcome.Changed changed => new Reply.Continue(ShowAdministrators.Command, AdministratorWords.Removed(changed.About)),
            AdministratorOutcome.Refused refused => new Reply.Text(AdministratorWords.Refusal(refused.Why)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>The button "I stop as administrator": asks first, for only another administrator can take it back.</summary>
internal sealed class AskToStopAdministering : IHandler
{
    public const string Verb = "admins.ask-stop";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        new(new Reply.Replace(AdministratorsCard.ConfirmStop(), AdministrationTexts.StopTitle, ForEveryone: false));
}

/// <summary>The presser steps down: whoever presses, it is about themself.</summary>
internal sealed class StopAdministering(AdministratorStore administrators) : IHandler
{
    public const string Verb = "admins.stop";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        return await administrators.ChangeAsync(turn, now => now.Remove(turn.From.Id, turn.From), ct) is AdministratorOutcome.Refused refused
            ? new Reply.Text(AdministratorWords.Refusal(refused.Why))
            : new Reply.Continue(ShowAdministrators.Command, AdministrationTexts.YouStopped);
    }
}
