using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// The community's language where everybody reads the answer, the person's where they alone do, wherever they asked and wherever it reaches them; else what
/// their client speaks.
/// </summary>
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

    private async ValueTask<string?> ChosenAsync(Turn turn, CancellationToken ct)
    {
        var own = turn is { From.IsAnonymous: false, Happening: null } && (turn.IsPrivate || turn.Conversation.Kind != ConversationKind.Channel)
            ? await people.LanguageAsync(turn, ct)
            : null;
        if (own is not null || turn.Conversation.Kind != ConversationKind.Channel || turn is { IsPrivate: true, Locale.Length: > 0 }) return own;
        return (await communities.FindAsync(turn.TenantId, turn.Conversation.Id, ct))?.Community.Language;
    }
}
