using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>The button "change": the form, for whoever pressed it alone, filled with what is stored.</summary>
internal sealed class EditWhy(CommunityStore communities, WhyForms forms) : IHandler
{
    public const string Verb = "why.edit";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        await communities.FindRegisteredAsync(turn, ct) is { Community: var community }
            ? await forms.ShowAsync(turn, community, WhyAnswer.Of(community.Purpose), ct)
            : new Reply.Continue(CommandNames.Status);
}

/// <summary>The form sent in. Saving says that the why holds; a sponsor who was not named before is asked.</summary>
internal sealed class SaveWhy(CommunityStore communities, PurposeChanges purposes, Colleagues candidates, WhyForms forms) : IHandler
{
    public const string Verb = "why.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var answer = WhyAnswer.Read(turn.Press!.Answers);
        if (answer.Problems.Count > 0) return await forms.ShowAsync(turn, community, answer, ct);
        var (sponsor, problem) = await SponsorAsync(community, answer.Sponsor, ct);
        if (problem is not null) return await forms.ShowAsync(turn, community, answer with { Problems = [new(nameof(WhyAnswer.Sponsor), problem)] }, ct);

        var link = answer.Link.Length > 0 ? answer.Link : null;
        var outcome = await purposes.ChangeAsLeadAsync(turn,
            it => it.Describe(WhyForms.RevisionOf(turn), answer.Why, answer.Goal, link, sponsor, turn.From, turn.At), ct);
        return new Reply.Continue(ShowWhy.Command, outcome switch
        {
            PurposeOutcome.Changed { After.Purpose.Sponsor: { AcceptedAt: null } asked } when asked.Number != community.Purpose.Sponsor?.Number =>
                PurposeTexts.SavedAndAsked,
            PurposeOutcome.Changed => PurposeTexts.Saved,
            _ => WhyForms.Refusal(outcome),
        });
    }

    /// <summary>No choice leaves it as it is, and so does the choice of who it is already.</summary>
    private async ValueTask<(Person? Sponsor, string? Problem)> SponsorAsync(Community community, string chosen, CancellationToken ct)
    {
        var current = community.Purpose.Sponsor?.Who;
        if (chosen == WhyAnswer.Nobody) return (null, null);
        if (chosen.Length == 0 || chosen == current?.Id) return (current, null);
        var found = await candidates.FindAsync(community, new(chosen, "", ""), ct);
        return (found.Person, found.Problem);
    }
}

/// <summary>The button "this still holds", once the why is older than a year.</summary>
internal sealed class ConfirmWhy(PurposeChanges purposes) : IHandler
{
    public const string Verb = "why.confirm";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var outcome = await purposes.ChangeAsLeadAsync(turn, it => it.ConfirmWhy(WhyForms.RevisionOf(turn), turn.At), ct);
        return new Reply.Continue(ShowWhy.Command, outcome is PurposeOutcome.Changed ? PurposeTexts.Confirms : WhyForms.Refusal(outcome));
    }
}

/// <summary>What the handlers of the form share.</summary>
internal sealed class WhyForms(Colleagues candidates)
{
    public async ValueTask<Reply> ShowAsync(Turn turn, Community community, WhyAnswer answer, CancellationToken ct)
    {
        // Without a roster the rest of the form is of use all the same: Teams' own people picker stands in.
        var people = await candidates.ListAsync(community, turn.From, ct) ?? new([], new(PurposeTexts.Myself, turn.From.Id));
        var form = new WhyForm(community.Name, turn.Press?.Verb == SaveWhy.Verb ? RevisionOf(turn) : community.Purpose.Revision, answer, people,
            answer.Problems);
        return new Reply.Replace(PurposeCard.Form(form), answer.Problems.Count > 0 ? PurposeTexts.CheckTheForm : PurposeTexts.FormTitle, ForEveryone: false);
    }

    /// <summary>The revision on the pressed card; one that no community has for a card without.</summary>
    public static int RevisionOf(Turn turn) =>
        int.TryParse(turn.Press?.Data.GetValueOrDefault(PurposeCard.RevisionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision : -1;

    public static string Refusal(PurposeOutcome? outcome) => (outcome as PurposeOutcome.Refused)?.Why switch
    {
        PurposeRefusal.Busy => PurposeTexts.Busy,
        PurposeRefusal.NotLead => PurposeTexts.NotLead,
        PurposeRefusal.AlreadyDone => TurnTexts.AlreadyDone,
        _ => PurposeTexts.ChangedMeanwhile,
    };
}
