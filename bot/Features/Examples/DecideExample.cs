using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>Finds the example that a button is about, for somebody who may decide on it.</summary>
internal sealed class ExampleDesk(CommunityAccess places, CommunityStore communities, ExampleStore examples, LeadRights rights, IPermissions permissions)
{
    /// <summary>
    /// Authority is checked at every press, on the community in which the example was shared: the button may stand in a personal chat. Whether the
    /// example exists is told to nobody else.
    /// </summary>
    /// <exception cref="UserErrorException">The person may not, or there is no such example, or the card is older than its last change.</exception>
    public async ValueTask<(StoredExample Example, Community Community)> FindAsync(Turn turn, CancellationToken ct)
    {
        var facts = ExampleFacts.Of(turn);
        var (stored, community) = await FindAsAdministratorAsync(turn, facts, ct) ?? await FindAsLeadAsync(turn, facts, ct);
        return facts.Revision == stored.Example.Revision ? (stored, community) : throw new UserErrorException(ExampleTexts.Outdated);
    }

    /// <summary>Stores what was decided, by somebody who may do so at this very moment.</summary>
    /// <exception cref="UserErrorException">They may not any more, or somebody else was first; says so.</exception>
    public async ValueTask SaveAsync(Turn turn, StoredExample before, Example after, CancellationToken ct)
    {
        if (await communities.FindAgainAsync(turn.TenantId, after.ChannelId, ct) is not { Community: var community }
            || !await rights.LeadsAsync(community, turn.From.Id, ct)) throw new UserErrorException(CommunityTexts.NotLeadNow);
        if (!await examples.SaveAsync(before, after, ct)) throw new UserErrorException(ExampleTexts.Outdated);
    }

    private async ValueTask<(StoredExample, Community)> FindAsLeadAsync(Turn turn, ExampleFacts facts, CancellationToken ct)
    {
        var community = (await places.GetAsync(turn, facts.ChannelId, Audience.Lead, ct)).Community;
        return (await examples.FindAsync(turn.TenantId, facts.ChannelId, facts.Id, ct) ?? throw new UserErrorException(ExampleTexts.NotHere), community);
    }

    /// <summary>
    /// Administrators look after what goes before every team, in whichever channel it was shared. What was shared in a closed channel stays there.
    /// </summary>
    private async ValueTask<(StoredExample, Community)?> FindAsAdministratorAsync(Turn turn, ExampleFacts facts, CancellationToken ct)
    {
        if (facts.Id.Length == 0 || !await rights.AdministersAsync(turn.TenantId, turn.From.Id, ct)
            || await permissions.RefusalAsync(turn, Audience.Administrator, ct) is not null) return null;
        return await examples.FindAsync(turn.TenantId, facts.ChannelId, facts.Id, ct) is { Example.IsOpen: true } stored
            && await communities.FindAsync(turn.TenantId, facts.ChannelId, ct) is { Community: var community } ? (stored, community) : null;
    }
}

/// <summary>Yes, no, or put away: the buttons under an example.</summary>
internal sealed class DecideExample(ExampleDesk desk) : IHandler
{
    public const string Verb = "example.decide";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (stored, community) = await desk.FindAsync(turn, ct);
        if (ExampleFacts.Of(turn).Decision is not { } decision) return new Reply.Text(ExampleTexts.NotHere);
        if (decision == ExampleState.Approved && !stored.Example.MayBeApprovedBy(turn.From)) return new Reply.Text(ExampleTexts.NeedsAnother);
        var after = stored.Example.Decided(decision, community.Today(turn.At));
        await desk.SaveAsync(turn, stored, after, ct);
        var sentence = Sentence(after);
        return new Reply.Replace(ExampleCard.Outcome(after, sentence, turn.From), sentence);
    }

    private static string Sentence(Example example) => example switch
    {
        { State: ExampleState.Approved, ReviewOn: { } day } => Words.Fill(ExampleTexts.Approved, example.Title, Words.Day(day)),
        { State: ExampleState.Archived } => Words.Fill(ExampleTexts.Archived, example.Title),
        _ => Words.Fill(ExampleTexts.Declined, example.Title),
    };
}

/// <summary>The button "change": the form, filled with what is stored.</summary>
internal sealed class EditExample(ExampleDesk desk) : IHandler
{
    public const string Verb = "example.edit";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var example = (await desk.FindAsync(turn, ct)).Example.Example;
        var form = new ExampleAnswer(example.Title, example.Text, example.Link ?? "", []);
        return new Reply.Replace(ExampleCard.Form(form, example), ExampleTexts.EditTitle, ForEveryone: false);
    }
}

/// <summary>Saves the changed words, and asks somebody else for a yes.</summary>
internal sealed class SaveExample(ExampleDesk desk, IAgenda agenda) : IHandler
{
    public const string Verb = "example.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (stored, _) = await desk.FindAsync(turn, ct);
        var answer = ExampleAnswer.Read(turn.Press!.Answers);
        if (answer.Problems.Count > 0) return new Reply.Replace(ExampleCard.Form(answer, stored.Example), ExampleTexts.CheckTheForm, ForEveryone: false);
        var after = stored.Example.Changed(answer, turn.From);
        await agenda.PlanAsync(ReviewJob.LineOf(after, turn.At), ct);
        await desk.SaveAsync(turn, stored, after, ct);
        var sentence = Words.Fill(ExampleTexts.Saved, after.Title);
        return new Reply.Replace(ExampleCard.Outcome(after, sentence, turn.From), sentence);
    }
}
