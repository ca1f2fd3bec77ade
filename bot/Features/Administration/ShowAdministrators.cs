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
internal sealed class EditAdministrators(AdministratorStore administrators, AdministratorNaming naming) : IHandler
{
    public const string Verb = "admins.edit";

    private const int ShownHistory = 5;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var now = await administrators.ReadAsync(turn.TenantId, ct);
        var form = new AdministratorsForm(
            now,
            await naming.CandidatesAsync(turn, now, ct),
            await administrators.HistoryAsync(turn.TenantId, ShownHistory, ct),
            turn.From,
            turn.Conversation.Kind != ConversationKind.Personal);
        return new Reply.Replace(AdministratorsCard.Form(form), AdministrationTexts.EditTitle, ForEveryone: false);
    }
}

/// <summary>The button "make administrator".</summary>
internal sealed class NameAdministrator(AdministratorNaming naming) : IHandler
{
    public const string Verb = "admins.name";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(AdministratorsAnswer.Person), "") ?? "";
        if (wanted.Length == 0) return new Reply.Text(AdministrationTexts.ChooseFirst);
        var (refusal, done) = await naming.NameAsync(turn, new Person(wanted, "", ""), ct);
        return refusal is not null ? new Reply.Text(refusal) : new Reply.Continue(ShowAdministrators.Command, done);
    }
}

/// <summary>The button "remove": the list of administrators is ours, so that whoever is chosen either is on it or nothing happens.</summary>
internal sealed class RemoveAdministrator(AdministratorStore administrators) : IHandler
{
    public const string Verb = "admins.remove";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(AdministratorsAnswer.Former), "") ?? "";
        if (wanted.Length == 0) return new Reply.Text(AdministrationTexts.ChooseFirst);
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
