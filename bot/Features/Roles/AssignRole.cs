using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The button "choose": the form, for whoever pressed it alone.</summary>
internal sealed class ChooseHolder(CommunityStore communities, Colleagues candidates) : IHandler
{
    public const string Verb = SharedVerbs.ChooseHolder;

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
        if (AssignAnswer.IsNoDay(turn.Press.Answers)) return await AgainAsync(turn, community, facts, answer,
            new(nameof(AssignAnswer.Until), RoleTexts.UntilWrong), ct);
        if (answer.Person.Length == 0) return await AgainAsync(turn, community, facts, answer, new(nameof(AssignAnswer.Person), RoleTexts.ChoosePerson), ct);

        var chosen = await candidates.FindAsync(community, new Person(answer.Person, "", ""), ct);
        var backup = answer.Backup.Length == 0 ? new Candidate(null, null) : await candidates.FindAsync(community, new Person(answer.Backup, "", ""), ct);
        if (chosen.Person is not { } person)
            return await AgainAsync(turn, community, facts, answer, new(nameof(AssignAnswer.Person), chosen.Problem!), ct);
        if (backup.Problem is { } problem) return await AgainAsync(turn, community, facts, answer, new(nameof(AssignAnswer.Backup), problem), ct);

        var outcome = await roles.ChangeAsLeadAsync(turn, current => facts.IfCurrent(current,
            it => Assign(it, turn, facts.Role, person, backup.Person, answer)), ct);
        return outcome switch
        {
            RoleOutcome.Changed changed => new Reply.Continue(ShowRoles.Command, Assigned.Sentence(changed, facts.Role)),
            RoleOutcome.Refused { Why: RoleRefusal.Outdated or RoleRefusal.NotLead or RoleRefusal.Busy } refused =>
                new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            RoleOutcome.Refused refused => await AgainAsync(turn, community, facts, answer, new(FieldOf(refused.Why), Refusals.Sentence(refused)), ct,
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
        outcome = outcome.Then(it => it.Invite(role, person, turn.From, answer.Until, answer.ThirdRole, turn.At, CardOf(turn)));
        if (answer.LevelDiscussed && role != Role.Bouwer) outcome = outcome.Then(it => it.DiscussLevel(role, turn.From));
        return community.AsOne(role, outcome);
    }

    /// <summary>The card of the pressed button, in the channel: there others read on it that somebody was asked.</summary>
    private static CardPlace? CardOf(Turn turn) =>
        turn is { Press.MessageId: { Length: > 0 } message, Conversation.Kind: ConversationKind.Channel, ActingFrom: null }
            ? new(turn.Address.ConversationId, message) : null;

    private static string FieldOf(RoleRefusal why) => why switch
    {
        RoleRefusal.EndsInThePast => nameof(AssignAnswer.Until),
        RoleRefusal.BackupIsHolder => nameof(AssignAnswer.Backup),
        RoleRefusal.ThirdRole => nameof(AssignAnswer.ThirdRole),
        _ => nameof(AssignAnswer.Person),
    };

    private async ValueTask<Reply> AgainAsync(Turn turn, Community community, RoleFacts facts, AssignAnswer answer, FieldProblem problem,
        CancellationToken ct, bool asksThird = false)
    {
        if (await candidates.ListAsync(community, turn.From, ct) is not { } people) return new Reply.Text(CommunityTexts.CannotLook);
        var form = new AssignForm(facts, people, community.Today(turn.At), answer, asksThird, problem);
        return new Reply.Replace(AssignCard.Render(form), problem.Sentence, ForEveryone: false);
    }
}

/// <summary>
/// <c>/community role verbinder @Name</c>: the same without a card. A name without a mention will do where one colleague in the channel has it, and "me" for
/// oneself; where several have it, the form asks which.
/// </summary>
internal sealed class AssignByText(CommunityStore communities, RoleChanges roles, Colleagues candidates) : IHandler
{
    public const string Command = "role";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(RoleTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (RoleNames.Find(turn.Argument) is not { } role || turn.Mentioned.Count > 1) return new Reply.Text(RoleTexts.HowToAssign);
        var name = RoleNames.WhoIn(turn.Argument);
        if (turn.Mentioned is [var mentioned]) return await AskAsync(turn, community, role, mentioned, ct);
        if (RoleNames.IsMyself(name)) return await AskAsync(turn, community, role, turn.From, ct);
        if (name.Length == 0) return new Reply.Text(RoleTexts.HowToAssign);
        return await candidates.NamedAsync(community, name, ct) switch
        {
            null => new Reply.Text(CommunityTexts.CannotLook),
            [] => new Reply.Text(Words.Fill(RoleTexts.NobodyOfThatName, Plain.Shorten(name, 60))),
            [var only] => await AskAsync(turn, community, role, only.Person, ct),
            var several => Which(turn, community, role, several),
        };
    }

    private async ValueTask<Reply> AskAsync(Turn turn, Community community, Role role, Person wanted, CancellationToken ct)
    {
        var chosen = await candidates.FindAsync(community, wanted, ct);
        if (chosen.Person is not { } person) return new Reply.Text(chosen.Problem!);
        return await roles.ChangeAsLeadAsync(turn, it => it.Invite(role, person, turn.From, until: null, thirdRole: false, turn.At), ct) switch
        {
            RoleOutcome.Changed changed => new Reply.Continue(ShowRoles.Command, Assigned.Sentence(changed, role)),
            RoleOutcome.Refused refused => new Reply.Continue(ShowRoles.Command, Refusals.Sentence(refused)),
            _ => new Reply.Continue(CommandNames.Status),
        };
    }

    private static Reply.Card Which(Turn turn, Community community, Role role, IReadOnlyList<RosterMember> several)
    {
        var people = new PeopleChoices(Colleagues.Choices(community, several), new(CommunityTexts.Myself, turn.From.Id));
        var form = new AssignForm(new(role, community.Roles[role].Revision), people, community.Today(turn.At), AssignAnswer.Empty,
            Problem: new(nameof(AssignAnswer.Person), RoleTexts.WhichOfThem));
        return new(AssignCard.Render(form), RoleTexts.WhichOfThem);
    }
}

/// <summary>What becomes of a choice, in words that everybody may read: never who was asked.</summary>
internal static class Assigned
{
    public static string Sentence(RoleOutcome.Changed changed, Role role) =>
        changed.After.Roles[role].Invitation is null
            ? Words.Fill(RoleTexts.TookIt, changed.After.Roles[role].Holder!.Name, Words.RoleAmid(role)) : Words.Fill(RoleTexts.WasAsked, Words.RoleAmid(role));
}
