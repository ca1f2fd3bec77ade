using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>The button "add a target", and "change" at one: the form, for whoever pressed it alone.</summary>
internal sealed class OpenTarget(TargetDesk desk) : IHandler
{
    public const string Verb = "target.open";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (facts, community) = (TargetFacts.Of(turn), await desk.PlaceAsync(turn, ct));
        if (facts.IsNew) return TargetForms.Show(turn, community, null, facts with { Form = turn.NewId }, TargetAnswer.Empty(turn.From));
        var target = TargetForms.Find(community, facts);
        return TargetForms.Show(turn, community, target, new(target.Id, target.Revision), TargetAnswer.Of(target, turn.From));
    }
}

/// <summary>The form sent in: a new target, or another number or day. Less, or later, needs a reason.</summary>
internal sealed class SaveTarget(TargetDesk desk) : IHandler
{
    public const string Verb = "target.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (facts, community) = (TargetFacts.Of(turn), await desk.PlaceAsync(turn, ct));
        var before = facts.IsNew ? null : TargetForms.Find(community, facts);
        var answer = TargetAnswer.Read(turn.Press!.Answers, community, before, turn.From, community.Today(turn.At));
        if (answer.Problems.Count > 0) return TargetForms.Show(turn, community, before, facts, answer);

        var outcome = await desk.DecideAsLeadAsync(turn, it => RuleOn(turn, it, facts, before, answer), ct);
        return outcome is TargetOutcome.Refused { Why: TargetRefusal.ReasonMissing }
            ? TargetForms.AskReason(turn, community, before, facts, answer) : await desk.ShowAsync(turn, outcome, ct);
    }

    private static TargetOutcome RuleOn(Turn turn, Community it, TargetFacts facts, Target? before, TargetAnswer answer)
    {
        var plan = answer.Plan(it, before, turn.From);
        if (before is not null) return it.ChangeTarget(before.Id, facts.Revision, plan, answer.Reason, turn.From, turn.At);
        var id = turn.IdFrom(facts.Form ?? "", $"{answer.Metric}", answer.Name, answer.Baseline, answer.Number, $"{answer.Deadline:O}", answer.Owner);
        return it.SetTarget(id, plan, turn.From, turn.At);
    }
}

/// <summary>The button "let the target go" under the form, with a reason: for a day it can come back.</summary>
internal sealed class RemoveTarget(TargetDesk desk) : IHandler
{
    public const string Verb = "target.remove";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (facts, community) = (TargetFacts.Of(turn), await desk.PlaceAsync(turn, ct));
        var target = TargetForms.Find(community, facts);
        var reason = Plain.OneLine(turn.Press!.Answers.GetValueOrDefault(nameof(TargetAnswer.Reason), ""));
        var kept = TargetAnswer.Of(target, turn.From) with { Reason = Plain.Shorten(reason, 2 * Target.ReasonLimit) };
        if (Plain.IsLonger(reason, Target.ReasonLimit))
            return TargetForms.Show(turn, community, target, facts, kept with
            {
                Problems = [new(nameof(TargetAnswer.Reason), Words.Fill(TargetTexts.ReasonTooLong, Target.ReasonLimit))],
            });
        var outcome = await desk.DecideAsLeadAsync(turn, it => it.RemoveTarget(target.Id, facts.Revision, reason, turn.From, turn.At), ct);
        return outcome is TargetOutcome.Refused { Why: TargetRefusal.ReasonMissing }
            ? TargetForms.AskReason(turn, community, target, facts, kept) : await desk.ShowAsync(turn, outcome, ct);
    }
}

/// <summary>The button "undo", within a day, for whoever did it: the target is as it was.</summary>
internal sealed class UndoTarget(TargetDesk desk) : IHandler
{
    public const string Verb = "target.undo";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var facts = TargetFacts.Of(turn);
        var outcome = await desk.DecideAsLeadAsync(turn, it => it.UndoTarget(facts.Id, facts.Revision, turn.From, turn.At),
            it => it.Targets.All.Any(target => target.Id == facts.Id && target.WasJustCounted), ct);
        return await desk.ShowAsync(turn, outcome, ct);
    }
}

/// <summary>What the handlers of the form share.</summary>
internal static class TargetForms
{
    /// <exception cref="UserErrorException">It is gone; says so.</exception>
    public static Target Find(Community community, TargetFacts facts) =>
        community.Targets.Open.FirstOrDefault(target => target.Id == facts.Id) ?? throw new UserErrorException(TargetTexts.Outdated);

    public static Reply.Replace Show(Turn turn, Community community, Target? target, TargetFacts facts, TargetAnswer answer)
    {
        var today = community.Today(turn.At);
        var owners = TargetAnswer.Owners(community, target, turn.From).Select(person => new Choice(NameOf(community, person), person.Id));
        var form = new TargetForm(facts, answer, target is null ? null : TargetView.Of(community, target, today), [.. owners], today);
        return new(TargetCard.Form(form), answer.Problems.Count > 0 ? TargetTexts.CheckTheForm : TargetTexts.FormTitle, ForEveryone: false);
    }

    public static Reply.Replace AskReason(Turn turn, Community community, Target? target, TargetFacts facts, TargetAnswer answer) =>
        Show(turn, community, target, facts, answer with { Problems = [new(nameof(TargetAnswer.Reason), TargetTexts.ReasonMissing)] });

    private static string NameOf(Community community, Person person)
    {
        var name = Plain.OneLine(person.Name) is { Length: > 0 } known ? known : CommunityTexts.NoName;
        return community.RolesOf(person) is { Count: > 0 } roles
            ? name + Words.Fill(CommunityTexts.Holds, string.Join(", ", roles.Select(Words.RoleAmid))) : name;
    }
}
