using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary><c>/community share</c>: the form.</summary>
internal sealed class ShareExample(CommunityStore communities) : IHandler
{
    public const string Command = CommandNames.Share;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(ExampleTexts.OnlyInChannel);
        return await communities.FindRegisteredAsync(turn, ct) is null
            ? new Reply.Continue(CommandNames.Status)
            : new Reply.Card(ExampleCard.Form(ExampleAnswer.Empty, null, turn.NewId), ExampleTexts.FormTitle);
    }
}

/// <summary>The button under the form: kept, and shown to those who lead.</summary>
internal sealed class ProposeExample(CommunityStore communities, PersonIndex people, ExampleStore examples, IAgenda agenda) : IHandler
{
    public const string Verb = "example.propose";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var answer = ExampleAnswer.Read(turn.Press?.Answers ?? new Dictionary<string, string>());
        var form = turn.Press?.Data.GetValueOrDefault(ExampleCard.FormKey) ?? "";
        if (answer.Problems.Count > 0) return new Reply.Replace(ExampleCard.Form(answer, null, form), ExampleTexts.CheckTheForm, ForEveryone: false);

        var example = new Example(
            1, turn.IdFrom(form, answer.Title, answer.Text, answer.Link), turn.TenantId,
            community.ChannelId, community.Name, community.IsOpenChannel, answer.Title, answer.Text, answer.Link.Length > 0 ? answer.Link : null,
            turn.From, turn.At, ExampleState.Proposed, DecidedOn: null, ReviewOn: null, Revision: 1);
        if (await examples.FindAsync(turn.TenantId, community.ChannelId, example.Id, ct) is null) await KeepAsync(example, ct);
        await communities.ChangeAsync(turn.TenantId, community.ChannelId, it => it.WithFirstExample(it.Today(turn.At)), ct);
        return new Reply.Replace(ExampleCard.Outcome(example, ExampleTexts.Thanks, turn.From) with { Actions = [] }, ExampleTexts.Thanks, ForEveryone: false);
    }

    private async ValueTask KeepAsync(Example example, CancellationToken ct)
    {
        // What must not be missing once the example stands is written before it.
        await people.NoteAsync(example.TenantId, example.Owner, example.ChannelId, ct);
        await agenda.PlanAsync(ReviewJob.LineOf(example, example.SharedAt), ct);
        await examples.AddAsync(example, ct);
    }
}
