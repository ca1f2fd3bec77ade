using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>
/// The button "we had a first conversation", and on the same day its undo. Nothing in Teams tells whether people talked, so somebody says it; who it was and
/// with whom is not kept.
/// </summary>
internal sealed class NoteConversation(CommunityStore communities) : IHandler
{
    public const string Verb = "start.talked";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var held = ButtonData.Read<ConversationFacts>(turn)?.Held ?? true;
        var decision = await communities.DecideAsync(turn.TenantId, turn.Conversation.Id,
            it => it.WithConversation(held, it.Today(turn.At)) is var after && after == it ? new Ruling<bool>(false) : new(true, after), ct);
        return new Reply.Continue(ShowStatus.Command, (decision is { Holds: true, Told: true }, held) switch
        {
            (true, true) => StatusTexts.Talked,
            (true, false) => StatusTexts.NotTalked,
            _ => TurnTexts.AlreadyDone,
        });
    }
}

/// <summary>What the button carries, signed.</summary>
/// <param name="Held">False takes it back.</param>
internal sealed record ConversationFacts(bool Held);
