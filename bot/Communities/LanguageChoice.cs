using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>The community's language in a channel, the person's in a chat; else what the client speaks.</summary>
internal sealed class LanguageChoice(CommunityStore communities, ChatLanguages people) : ILanguageChoice
{
    /// <inheritdoc/>
    public async ValueTask<string> ForAsync(Turn turn, CancellationToken ct)
    {
        try
        {
            // Whoever acts on a channel from their own chat reads the answer there.
            return await ChosenAsync(turn.ActingFrom is { } own ? turn with { Conversation = own } : turn, ct) ?? Language.From(turn.Locale);
        }
        catch (UnreadableRowException)
        {
            // The handler meets the same row and says so, in the client's language.
            return Language.From(turn.Locale);
        }
    }

    private async ValueTask<string?> ChosenAsync(Turn turn, CancellationToken ct) => turn.Conversation.Kind switch
    {
        ConversationKind.Channel => (await communities.FindAsync(turn.TenantId, turn.Conversation.Id, ct))?.Community.Language,
        ConversationKind.Personal when !turn.From.IsAnonymous => await people.LanguageAsync(turn, ct),
        _ => null,
    };
}
