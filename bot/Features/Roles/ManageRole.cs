using TeamsCommunityBot.Cards;
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
        return await ShowAsync(candidates, turn, community, facts, holder, ManageAnswer.Of(slot), problem: null, ct);
    }

    internal static async ValueTask<Reply> ShowAsync(
        Colleagues candidates, Turn turn, Community community, RoleFacts facts, Person holder, ManageAnswer answer, FieldProblem? problem, CancellationToken ct)
    {
        // Without a roster the rest of the form is of use all the same.
        var people = await candidates.ListAsync(community, turn.From, ct) ?? new([], new(CommunityTexts.Myself, turn.From.Id));
        var form = new ManageForm(facts, holder.Name, people, community.Today(turn.At), answer, problem);
        return new Reply.Replace(
            ManageCard.Render(form), problem?.Sentence ?? Words.Fill(RoleTexts.ManageTitle, Words.RoleAmid(facts.Role)), ForEveryone: false);
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
        var answer = ManageAnswer.Read(turn.Press!.Answers);
        if (AssignAnswer.IsNoDay(turn.Press.Answers))
            return await AgainAsync(turn, community, facts, answer, new(nameof(ManageAnswer.Until), RoleTexts.UntilWrong), ct);
        var (backup, problem) = await BackupAsync(community, answer, community.Roles[facts.Role].Backup?.Who, ct);
        if (problem is not null) return await AgainAsync(turn, community, facts, answer, new(nameof(ManageAnswer.Backup), problem), ct);

        return await roles.ChangeAsLeadAsync(turn, current => facts.IfCurrent(current, it => Save(it, turn, facts.Role, answer, backup)), ct) switch
        {
            RoleOutcome.Changed => new Reply.Continue(ShowRoles.Command, RoleTexts.Saved),
            RoleOutcome.Refused { Why: RoleRefusal.EndsInThePast } refused =>
                await AgainAsync(turn, community, facts, answer, new(nameof(ManageAnswer.Until), Refusals.Sentence(refused)), ct),
            RoleOutcome.Refused { Why: RoleRefusal.BackupIsHolder } refused =>
                await AgainAsync(turn, community, facts, answer, new(nameof(ManageAnswer.Backup), Refusals.Sentence(refused)), ct),
            RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }

    /// <summary>No choice leaves it as it is, and so does the choice of who it is already.</summary>
    private async ValueTask<(Person? Backup, string? Problem)> BackupAsync(Community community, ManageAnswer answer, Person? current, CancellationToken ct)
    {
        if (answer.Backup == ManageAnswer.NoBackup) return (null, null);
        if (answer.Backup.Length == 0 || answer.Backup == current?.Id) return (current, null);
        var found = await candidates.FindAsync(community, new Person(answer.Backup, "", ""), ct);
        return (found.Person, found.Problem);
    }

    /// <summary>The form once more, with what was filled in.</summary>
    private async ValueTask<Reply> AgainAsync(
        Turn turn, Community community, RoleFacts facts, ManageAnswer answer, FieldProblem problem, CancellationToken ct) =>
        community.Roles[facts.Role].Holder is { } holder
            ? await ManageRole.ShowAsync(candidates, turn, community, facts, holder, answer, problem, ct)
            : new Reply.Continue(ShowRoles.Command, RoleTexts.Outdated);

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

/// <summary>The button "release": asks first, and shows what the holder will read.</summary>
internal sealed class AskToRelease(CommunityStore communities) : IHandler
{
    /// <summary>The word of the former button that released at once: cards with it are still about.</summary>
    public const string Verb = "role.release";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts || await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        return community.Roles[facts.Role].Revision == facts.Number
            ? Released.Question(turn, community, facts.Role) : new Reply.Continue(ShowRoles.Command, RoleTexts.Outdated);
    }
}

/// <summary>The second step: the role falls empty, and an undo stays possible.</summary>
internal sealed class ReleaseRole(RoleChanges roles) : IHandler
{
    public const string Verb = "role.release.sure";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts) return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        var outcome = await roles.ChangeAsLeadAsync(turn, current => facts.IfCurrent(current, it => it.Release(facts.Role, turn.From, turn.At)), ct);
        return Released.Answer(outcome, facts.Role);
    }
}

/// <summary><c>/community release aanjager</c>: the same by text. Whoever has a role leads, so this also serves those who step down from their own.</summary>
internal sealed class ReleaseByText(CommunityStore communities) : IHandler
{
    public const string Command = "release";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(RoleTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        return RoleNames.Find(turn.Argument) is { } role ? Released.Question(turn, community, role) : new Reply.Text(RoleTexts.HowToRelease);
    }
}

internal static class Released
{
    /// <summary>Whether it is meant, with what the holder will read; or why it cannot be.</summary>
    public static Reply Question(Turn turn, Community community, Role role)
    {
        var slot = community.Roles[role];
        // What cannot be done is said before it is asked.
        if (slot.Holder is not { } holder) return new Reply.Continue(ShowRoles.Command, RoleTexts.NobodyHolds);
        if (community.Release(role, turn.From, turn.At) is RoleOutcome.Refused refused)
            return new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused));
        var isOwn = holder.Is(turn.From);
        var view = new ReleaseView(
            new(role, slot.Revision),
            holder.Name,
            isOwn,
            isOwn ? Words.Fill(RoleTexts.NewsSteppedDown, holder.Name, Words.RoleAmid(role), community.Name)
                : string.Join(' ', News.OfRelease(turn.From.Name, role, community.Name).Sentence, RoleTexts.NewsThanks),
            slot is { Backup: not null, Invitation: null });
        var card = ReleaseCard.Render(view);
        return turn.Press is null ? new Reply.Card(card, card.FallbackText) : new Reply.Replace(card, card.FallbackText, ForEveryone: false);
    }

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
