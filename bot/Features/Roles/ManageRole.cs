using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The button "change" at a role that somebody has: the form, for whoever pressed it alone.</summary>
internal sealed class ManageRole(CommunityStore communities, Colleagues candidates) : IHandler
{
    public const string Verb = "role.manage";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts || await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        var slot = community.Roles[facts.Role];
        if (slot.Revision != facts.Number || slot.Holder is not { } holder) return new Reply.Continue(ShowRoles.Command, RoleTexts.Outdated);
        // Without a roster the rest of the form is of use all the same.
        var people = await candidates.ListAsync(community, turn.From, ct) ?? new([], new(CommunityTexts.Myself, turn.From.Id));
        var form = new ManageForm(facts, holder.Name, people, community.Today(turn.At), ManageAnswer.Of(slot));
        return new Reply.Replace(ManageCard.Render(form), Words.Fill(RoleTexts.ManageTitle, Words.RoleAmid(facts.Role)), ForEveryone: false);
    }
}

/// <summary>The form sent in: end date, backup, away or back.</summary>
internal sealed class SaveRole(CommunityStore communities, RoleChanges roles, Colleagues candidates) : IHandler
{
    public const string Verb = "role.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts || await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        if (AssignAnswer.IsNoDay(turn.Press!.Answers)) return new Reply.Text(RoleTexts.UntilWrong);
        var answer = ManageAnswer.Read(turn.Press.Answers);
        var backup = community.Roles[facts.Role].Backup?.Who;
        if (answer.Backup == ManageAnswer.NoBackup) backup = null;
        else if (answer.Backup.Length > 0 && answer.Backup != backup?.Id)
        {
            var found = await candidates.FindAsync(community, new Person(answer.Backup, "", ""), ct);
            if (found.Person is null) return new Reply.Text(found.Problem!);
            backup = found.Person;
        }

        return await roles.ChangeAsLeadAsync(turn, current => facts.IfCurrent(current, it => Save(it, turn, facts.Role, answer, backup)), ct) switch
        {
            RoleOutcome.Changed => new Reply.Continue(ShowRoles.Command, RoleTexts.Saved),
            RoleOutcome.Refused { Why: RoleRefusal.EndsInThePast or RoleRefusal.BackupIsHolder } refused => new Reply.Text(Refusals.Sentence(refused)),
            RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }

    /// <summary>Pure: only what is different changes.</summary>
    private static RoleOutcome Save(Community community, Turn turn, Role role, ManageAnswer answer, Person? backup)
    {
        var slot = community.Roles[role];
        if (slot.Holder is null) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        var (wasAway, hadBackup) = (slot.Doubt == RiskReason.Away, slot.Backup?.Who);
        RoleOutcome outcome = new RoleOutcome.Changed(community, []);
        if (answer.Until != slot.Until) outcome = outcome.Then(it => it.Extend(role, answer.Until, turn.From, turn.At));
        if (backup?.Id != hadBackup?.Id) outcome = outcome.Then(it => it.NameBackup(role, backup, turn.From, turn.At));
        if (answer.Away != wasAway) outcome = outcome.Then(it => it.Doubt(role, answer.Away ? RiskReason.Away : null, turn.From, turn.At));
        return outcome is RoleOutcome.Changed { Events: [] } ? new RoleOutcome.Refused(RoleRefusal.AlreadyDone) : community.AsOne(role, outcome);
    }
}

/// <summary>The button "release": the role falls empty, and an undo stays possible.</summary>
internal sealed class ReleaseRole(RoleChanges roles) : IHandler
{
    public const string Verb = "role.release";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts) return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        var outcome = await roles.ChangeAsLeadAsync(turn, current => facts.IfCurrent(current, it => it.Release(facts.Role, turn.From, turn.At)), ct);
        return Released.Answer(outcome, facts.Role);
    }
}

/// <summary><c>/community release aanjager</c>: the same by text. Whoever has a role leads, so this also serves those who step down from their own.</summary>
internal sealed class ReleaseByText(RoleChanges roles) : IHandler
{
    public const string Command = "release";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(RoleTexts.OnlyInChannel);
        if (RoleNames.Find(turn.Argument) is not { } role) return new Reply.Text(RoleTexts.HowToRelease);
        return Released.Answer(await roles.ChangeAsLeadAsync(turn, it => it.Release(role, turn.From, turn.At), ct), role);
    }
}

internal static class Released
{
    public static Reply Answer(RoleOutcome? outcome, Role role) => outcome switch
    {
        RoleOutcome.Changed => new Reply.Continue(ShowRoles.Command, Words.Fill(RoleTexts.IsReleased, Words.RoleAmid(role))),
        RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
        _ => new Reply.Continue(CommandNames.Status),
    };
}

/// <summary>The button "withdraw": the question is open no more.</summary>
internal sealed class WithdrawInvitation(RoleChanges roles) : IHandler
{
    public const string Verb = "role.withdraw";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts) return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        return await roles.ChangeAsLeadAsync(turn, it => it.Withdraw(facts.Role, facts.Number, turn.From, turn.At), ct) switch
        {
            RoleOutcome.Changed => new Reply.Continue(ShowRoles.Command, Words.Fill(RoleTexts.IsWithdrawn, Words.RoleAmid(facts.Role))),
            RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }
}

/// <summary>The button for whoever registered the community and no longer leads it; others must lead it by then.</summary>
internal sealed class StopLeading(RoleChanges roles) : IHandler
{
    public const string Verb = "role.stop";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        return await roles.ChangeAsLeadAsync(turn, it => it.StopLeading(turn.From, turn.From, turn.At), ct) switch
        {
            RoleOutcome.Changed => new Reply.Continue(ShowRoles.Command, RoleTexts.HasStopped),
            RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }
}
