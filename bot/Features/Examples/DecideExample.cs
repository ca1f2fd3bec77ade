using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>Finds the example that a button is about, for somebody who may decide on it.</summary>
internal sealed class ExampleDesk(CommunityAccess places, ExampleStore examples)
{
    /// <summary>
    /// Authority is checked at every press, on the community in which the example was shared: the button may stand in a personal chat. Whether the
    /// example exists is told to nobody else.
    /// </summary>
    /// <exception cref="UserErrorException">The person may not, or there is no such example, or the card is older than its last change.</exception>
    public async ValueTask<(StoredExample Example, Community Community)> FindAsync(Turn turn, CancellationToken ct)
    {
        var facts = ExampleFacts.Of(turn);
        var community = (await places.GetAsync(turn, facts.ChannelId, Audience.Lead, ct)).Community;
        var stored = await examples.FindAsync(turn.TenantId, facts.ChannelId, facts.Id, ct) ?? throw new UserErrorException(ExampleTexts.NotHere);
        return facts.Revision == stored.Example.Revision ? (stored, community) : throw new UserErrorException(ExampleTexts.Outdated);
    }
}

/// <summary>Yes, no, or put away: the buttons under an example.</summary>
internal sealed class DecideExample(ExampleDesk desk, ExampleStore examples) : IHandler
{
    public const string Verb = "example.decide";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (stored, community) = await desk.FindAsync(turn, ct);
        if (ExampleFacts.Of(turn).Decision is not { } decision) return new Reply.Text(ExampleTexts.NotHere);
        var after = stored.Example.Decided(decision, community.Today(turn.At));
        if (!await examples.SaveAsync(stored, after, ct)) return new Reply.Text(ExampleTexts.Outdated);
        var sentence = Sentence(after);
        return new Reply.Replace(ExampleCard.Outcome(after, sentence), sentence);
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

/// <summary>Saves the changed words.</summary>
internal sealed class SaveExample(ExampleDesk desk, ExampleStore examples) : IHandler
{
    public const string Verb = "example.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (stored, _) = await desk.FindAsync(turn, ct);
        var answer = ExampleAnswer.Read(turn.Press!.Answers);
        if (answer.Problems.Count > 0) return new Reply.Replace(ExampleCard.Form(answer, stored.Example), ExampleTexts.CheckTheForm, ForEveryone: false);
        var after = stored.Example.Changed(answer);
        if (!await examples.SaveAsync(stored, after, ct)) return new Reply.Text(ExampleTexts.Outdated);
        var sentence = Words.Fill(ExampleTexts.Saved, after.Title);
        return new Reply.Replace(ExampleCard.Outcome(after, sentence), sentence);
    }
}

/// <summary><c>/community examples</c>: what was shared here, and the ways to decide on it.</summary>
internal sealed class ListExamples(CommunityStore communities, ExampleStore examples) : IHandler
{
    public const string Command = "examples";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(ExampleTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var list = await examples.OfChannelAsync(turn.TenantId, community.ChannelId, ct);
        return new Reply.Card(ExampleCard.List(list, community.Today(turn.At)), ExampleTexts.ListTitle);
    }
}
