using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Puts signatures on the buttons of a card, and knows its own again. A signature says that we offered this very button in this very conversation;
/// whether the person who pressed it may is asked again at the press.
/// </summary>
internal interface ICardSigner
{
    /// <summary>
    /// Makes sure that cards can be signed now. Asked before a turn changes anything: what it changed could not be answered with a card otherwise.
    /// </summary>
    /// <exception cref="Storage.StorageUnavailableException">The key could not be read.</exception>
    ValueTask PrepareAsync(CancellationToken ct);

    /// <summary>
    /// The card as it leaves: with every <see cref="ActionExecute"/> in it signed and given its fallback, wherever it stands; where
    /// <c>Cards:Elements</c> is <c>plain</c>, with fallbacks in place of the newer elements.
    /// </summary>
    /// <param name="conversationId">A thread's part (<c>;messageid=</c>) does not count.</param>
    /// <exception cref="Storage.StorageUnavailableException">The keys could not be read.</exception>
    ValueTask<AdaptiveCard> SignAsync(AdaptiveCard card, string tenantId, string conversationId, CancellationToken ct);

    /// <summary>
    /// Whether we signed <paramref name="act"/> for this tenant and conversation, with a key that is still accepted. Never throws for what a
    /// sender may write in it. Any member beside verb, data and signature is for the reader to refuse.
    /// </summary>
    /// <exception cref="Storage.StorageUnavailableException">The keys could not be read.</exception>
    ValueTask<bool> VerifyAsync(SignedAct act, string tenantId, string conversationId, CancellationToken ct);
}
