using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The button "yes" on an invitation.</summary>
internal sealed class AcceptRole(OwnAnswers answers) : IHandler
{
    public const string Verb = SharedVerbs.AcceptRole;

    /// <summary>The same, by somebody who was told that it is their third role.</summary>
    public const string ThirdVerb = "role.accept.third";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var knowsThird = turn.Press?.Verb == ThirdVerb;
        Community? asked = null;
        var (facts, outcome, problem) = await answers.GiveAsync(turn,
            (facts, it) => (asked = it).Accept(facts.Role, facts.Number, turn.From, turn.At, knowsThird, facts.IsAloud == true), ct);
        return outcome switch
        {
            RoleOutcome.Changed { After: var after } => Accepted(turn, facts!, after, asked!.Roles[facts!.Role].Invitation?.By),
            RoleOutcome.Refused { Why: RoleRefusal.AlreadyDone } => Accepted(turn, facts!, asked!, asker: null),
            RoleOutcome.Refused { Why: RoleRefusal.ThirdRole } refused when asked!.Roles[facts!.Role].Invitation is { } open =>
                Asked(InvitationView.Of(asked, facts.Role, open) with { AsksThird = true, Notice = Refusals.Sentence(refused) }),
            RoleOutcome.Refused refused => OwnAnswers.Refuse(turn, refused),
            _ => new Reply.Text(problem!),
        };
    }

    /// <summary>What it means and how to begin is for the new holder alone, wherever the question stood.</summary>
    private static Reply.Replace Accepted(Turn turn, RoleFacts facts, Community community, Person? asker)
    {
        var slot = community.Roles[facts.Role];
        var sentence = Words.Fill(RoleTexts.YouAre, Words.RoleAmid(facts.Role), community.Name);
        var undo = slot.MayUndo(turn.From, slot.Revision, turn.At) ? facts with { Number = slot.Revision, IsAloud = null } : null;
        var more = slot.IsAloud && slot.ChangedAt == turn.At ? $"{RoleTexts.YouLead} {RoleTexts.ChannelHears}" : RoleTexts.YouLead;
        var week = FirstWeek.Of(community, facts.Role, turn.From, asker, community.Today(turn.At));
        return new(OutcomeCard.Render(new(NoticeKind.Good, sentence, more, undo) { Week = week }), sentence,
            ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);
    }

    private static Reply.Replace Asked(InvitationView view) => new(InvitationCard.Render(view), InvitationCard.Summary(view), ForEveryone: false);
}

/// <summary>The button "rather not" on an invitation: only who asked hears of it.</summary>
internal sealed class DeclineRole(OwnAnswers answers) : IHandler
{
    public const string Verb = SharedVerbs.DeclineRole;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (facts, outcome, problem) = await answers.GiveAsync(turn, (facts, it) => it.Decline(facts.Role, facts.Number, turn.From, turn.At), ct);
        return outcome switch
        {
            RoleOutcome.Changed { After: var after } => new Reply.Replace(
                OutcomeCard.Render(new(NoticeKind.Good, RoleTexts.Declined, RoleTexts.DeclinedMore, facts! with { Number = after.Roles[facts.Role].Revision })),
                RoleTexts.Declined,
                ForEveryone: turn.Conversation.Kind == ConversationKind.Personal),
            RoleOutcome.Refused refused => OwnAnswers.Refuse(turn, refused),
            _ => new Reply.Text(problem!),
        };
    }
}

/// <summary>The button "talk first": who asked hears it, and the question stays open.</summary>
internal sealed class TalkFirst(OwnAnswers answers) : IHandler
{
    public const string Verb = "role.talk";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (facts, outcome, problem) = await answers.GiveAsync(turn, (facts, it) => it.TalkFirst(facts.Role, facts.Number, turn.From, turn.At), ct);
        if (outcome is RoleOutcome.Refused { Why: RoleRefusal.AlreadyDone }) return new Reply.Text(RoleTexts.TalkPassedOn);
        return outcome switch
        {
            RoleOutcome.Changed { After: var after } when after.Roles[facts!.Role].Invitation is { } open =>
                Passed(turn, InvitationView.Of(after, facts.Role, open)),
            RoleOutcome.Refused refused => OwnAnswers.Refuse(turn, refused),
            _ => new Reply.Text(problem!),
        };
    }

    private static Reply.Replace Passed(Turn turn, InvitationView view) => new(
        InvitationCard.Render(view with { Notice = RoleTexts.TalkPassedOn }), RoleTexts.TalkPassedOn,
            ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);
}

/// <summary>The button "yes" on the question to be a backup.</summary>
internal sealed class AcceptBackup(OwnAnswers answers) : IHandler
{
    public const string Verb = SharedVerbs.AcceptBackup;

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => BackupAnswer.GiveAsync(answers, turn, yes: true, ct);
}

/// <summary>The button "rather not" on the question to be a backup.</summary>
internal sealed class DeclineBackup(OwnAnswers answers) : IHandler
{
    public const string Verb = SharedVerbs.DeclineBackup;

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => BackupAnswer.GiveAsync(answers, turn, yes: false, ct);
}

internal static class BackupAnswer
{
    public static async ValueTask<Reply> GiveAsync(OwnAnswers answers, Turn turn, bool yes, CancellationToken ct)
    {
        var (facts, outcome, problem) = await answers.GiveAsync(turn, (facts, it) => it.AnswerBackup(facts.Role, turn.From, yes, turn.At), ct);
        return outcome switch
        {
            RoleOutcome.Changed { After: var after } => Answered(facts! with { Number = after.Roles[facts.Role].Revision }, after, yes,
                turn.Conversation.Kind == ConversationKind.Personal),
            RoleOutcome.Refused refused => OwnAnswers.Refuse(turn, refused),
            _ => new Reply.Text(problem!),
        };
    }

    private static Reply.Replace Answered(RoleFacts undo, Community after, bool yes, bool isTheirChat)
    {
        var sentence = yes ? Words.Fill(RoleTexts.YouAreBackup, Words.RoleAmid(undo.Role), after.Name) : RoleTexts.Declined;
        return new(OutcomeCard.Render(new(NoticeKind.Good, sentence, Undo: undo)), sentence, ForEveryone: isTheirChat);
    }
}

/// <summary>The button "undo", within a day, for whoever did it: everything is as it was.</summary>
internal sealed class UndoRole(OwnAnswers answers) : IHandler
{
    public const string Verb = "role.undo";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        Community? before = null;
        var (facts, outcome, problem) = await answers.TakeBackAsync(turn, (facts, it) => (before = it).Undo(facts.Role, facts.Number, turn.From, turn.At), ct);
        var sentence = outcome switch
        {
            RoleOutcome.Changed => string.Join(' ', [Words.Fill(RoleTexts.Undone, Words.RoleAmid(facts!.Role)), .. Told(turn, before!, facts.Role)]),
            RoleOutcome.Refused { Why: RoleRefusal.Outdated } => RoleTexts.CannotUndo,
            RoleOutcome.Refused refused => Refusals.Sentence(refused),
            _ => problem!,
        };
        if (outcome is null) return new Reply.Text(sentence);
        // Who takes their answer back has the question before them again.
        if (outcome is RoleOutcome.Changed { After: var after } && after.Roles[facts!.Role].Invitation is { } again && turn.From.Is(again.Invitee))
            return Asked(turn, InvitationView.Of(after, facts.Role, again) with { Notice = sentence });
        if (outcome is RoleOutcome.Changed { Events: [{ Deed: RoleDeed.NoTakenBack }, ..] } back && back.After.Roles[facts!.Role].Backup is { } backup)
            return AskedAsBackup(turn, new(facts with { Number = back.After.Roles[facts.Role].Revision }, back.After.Name, backup.By.Name));
        if (turn.Conversation.Kind == ConversationKind.Channel) return new Reply.Continue(ShowRoles.Command, sentence);
        return new Reply.Replace(OutcomeCard.Render(new(outcome is RoleOutcome.Changed ? NoticeKind.Good : NoticeKind.Info, sentence)), sentence);
    }

    /// <summary>Who had heard already, and now hears of this. Where others read along, only those are named whose role everybody knows of.</summary>
    private static IEnumerable<string> Told(Turn turn, Community before, Role role)
    {
        var heard = before.HeardOfLastChange(role);
        var holders = before.Roles.All().SelectMany(slot => new[] { slot.Holder, slot.Before?.Holder }).OfType<Person>().ToList();
        var named = heard.Where(person => person.Name.Length > 0 && (turn.IsBetweenUs || holders.Exists(person.Is))).ToList();
        if (named.Count > 0) yield return Words.Fill(RoleTexts.UndoneTold, string.Join(", ", named.Select(person => Plain.OneLine(person.Name))));
        if (named.Count < heard.Count) yield return RoleTexts.UndoneToldOthers;
        if (before.Roles[role].IsAloud) yield return RoleTexts.UndoneChannel;
    }

    private static Reply.Replace Asked(Turn turn, InvitationView view) =>
        new(InvitationCard.Render(view), InvitationCard.Summary(view), ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);

    private static Reply.Replace AskedAsBackup(Turn turn, BackupView view) =>
        new(BackupCard.Render(view), BackupCard.Summary(view), ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);
}
