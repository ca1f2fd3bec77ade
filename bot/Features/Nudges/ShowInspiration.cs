using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary><c>/community inspire</c>: something worth reading, now. Nothing is stored, and no nudge is used up.</summary>
internal sealed class ShowInspiration(CommunityStore communities, NudgeStore nudges, NudgeReader reader) : IHandler
{
    public const string Command = CommandNames.Inspire;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var community = turn.Conversation.Kind == ConversationKind.Channel ? (await communities.FindRegisteredAsync(turn, ct))?.Community : null;
        var content = (await reader.ContentAsync(turn.TenantId, turn.At, ct)).In(community?.ChannelId ?? "");
        var seed = NudgeDecision.SeedOf(turn.TenantId, turn.Conversation.Id, turn.ActivityId);
        var id = community is null ? NudgePlan.AnyOf(content, seed) : await FittingAsync();
        if (id is null) return new Reply.Text(NudgeTexts.NothingToShow);
        var view = new NudgeView(null, null, content.First(item => item.Id == id), null, Tally.None);
        return new Reply.Card(NudgeCard.Render(view), NudgeCard.Summary(view));

        async ValueTask<string?> FittingAsync()
        {
            var stored = await nudges.FindAsync(turn.TenantId, community.ChannelId, ct);
            return NudgePlan.For(community, stored.State, stored.Taste, content, turn.At, seed)?.Item ?? NudgePlan.AnyOf(content, seed);
        }
    }
}
