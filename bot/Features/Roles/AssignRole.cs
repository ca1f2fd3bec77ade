using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The button "choose": the form, for whoever pressed it alone.</summary>
internal sealed class ChooseHolder(CommunityStore communities, Colleagues candidates) : IHandler
{
    public const string Verb = "role.choose";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts || await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        if (community.Roles[facts.Role].Revision != facts.Number) return new Reply.Continue(ShowRoles.Command, RoleTexts.Outdated);
        if (await candidates.ListAsync(community, turn.From, ct) is not { } people) return new Reply.Text(CommunityTexts.CannotLook);
        var form = new AssignForm(facts, people, community.Today(turn.At), AssignAnswer.Empty);
        return new Reply.Replace(AssignCard.Render(form), RoleTexts.AssignIntro, ForEveryone: false);
    }
}

/// <summary>The form sent in: asks the chosen person, unless they chose themself, which is a yes.</summary>
internal sealed class AssignRole(CommunityStore communities, RoleChanges roles, Colleagues candidates) : IHandler
{
    public const string Verb = "role.assign";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (RoleFacts.Of(turn) is not { } facts || await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(ShowRoles.Command, TurnTexts.StaleCard);
        var answer = AssignAnswer.Read(turn.Press!.Answers);
        if (AssignAnswer.IsNoDay(turn.Press.Answers)) return await AgainAsync(turn, community, facts, answer, RoleTexts.UntilWrong, ct);
        if (answer.Person.Length == 0) return await AgainAsync(turn, community, facts, answer, RoleTexts.ChoosePerson, ct);

        var chosen = await candidates.FindAsync(community, new Person(answer.Person, "", ""), ct);
        var backup = answer.Backup.Length == 0 ? new Candidate(null, null) : await candidates.FindAsync(community, new Person(answer.Backup, "", ""), ct);
        if (chosen.Person is not { } person || backup.Problem is not null)
            return await AgainAsync(turn, community, facts, answer, chosen.Problem ?? backup.Problem!, ct);

        var outcome = await roles.ChangeAsLeadAsync(turn, current => facts.IfCurrent(current,
            it => Assign(it, turn, facts.Role, person, backup.Person, answer)), ct);
        return outcome switch
        {
            RoleOutcome.Changed changed => new Reply.Continue(ShowRoles.Command, Assigned.Sentence(changed, facts.Role)),
            RoleOutcome.Refused { Why: RoleRefusal.Outdated or RoleRefusal.NotLead or RoleRefusal.Busy } refused =>
                new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            RoleOutcome.Refused refused => await AgainAsync(turn, community, facts, answer, Refusals.Sentence(refused), ct,
                refused.Why == RoleRefusal.ThirdRole),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }

    /// <summary>Pure.</summary>
    private static RoleOutcome Assign(Community community, Turn turn, Role role, Person person, Person? backup, AssignAnswer answer)
    {
        if (backup is not null && backup.Is(person)) return new RoleOutcome.Refused(RoleRefusal.BackupIsHolder, backup);
        RoleOutcome outcome = new RoleOutcome.Changed(community, []);
        if (backup is not null && !backup.Is(community.Roles[role].Backup?.Who)) outcome = outcome.Then(it => it.NameBackup(role, backup, turn.From, turn.At));
        outcome = outcome.Then(it => it.Invite(role, person, turn.From, answer.Until, answer.ThirdRole, turn.At));
        if (answer.LevelDiscussed && role != Role.Bouwer) outcome = outcome.Then(it => it.DiscussLevel(role, turn.From));
        return community.AsOne(role, outcome);
    }

    private async ValueTask<Reply> AgainAsync(Turn turn, Community community, RoleFacts facts, AssignAnswer answer, string problem, CancellationToken ct,
        bool asksThird = false)
    {
        if (await candidates.ListAsync(community, turn.From, ct) is not { } people) return new Reply.Text(CommunityTexts.CannotLook);
        var form = new AssignForm(facts, people, community.Today(turn.At), answer, asksThird, problem);
        return new Reply.Replace(AssignCard.Render(form), problem, ForEveryone: false);
    }
}

/// <summary><c>/community role verbinder @Name</c>: the same without a card.</summary>
internal sealed class AssignByText(CommunityStore communities, RoleChanges roles, Colleagues candidates) : IHandler
{
    public const string Command = "role";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(RoleTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (RoleNames.Find(turn.Argument) is not { } role || turn.Mentioned is not [var mentioned]) return new Reply.Text(RoleTexts.HowToAssign);
        var chosen = await candidates.FindAsync(community, mentioned, ct);
        if (chosen.Person is not { } person) return new Reply.Text(chosen.Problem!);

        return await roles.ChangeAsLeadAsync(turn, it => it.Invite(role, person, turn.From, until: null, thirdRole: false, turn.At), ct) switch
        {
            RoleOutcome.Changed changed => new Reply.Continue(ShowRoles.Command, Assigned.Sentence(changed, role)),
            RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }
}

/// <summary>What becomes of a choice, in words that everybody may read: never who was asked.</summary>
internal static class Assigned
{
    public static string Sentence(RoleOutcome.Changed changed, Role role) =>
        changed.After.Roles[role].Invitation is null
            ? Words.Fill(RoleTexts.TookIt, changed.After.Roles[role].Holder!.Name, Words.RoleAmid(role)) : Words.Fill(RoleTexts.WasAsked, Words.RoleAmid(role));
}
