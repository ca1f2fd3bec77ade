using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Teams.Outbound;

internal sealed class CardSigner(CardKeys keys) : ICardSigner
{
    public async ValueTask<AdaptiveCard> SignAsync(AdaptiveCard card, string tenantId, string conversationId, CancellationToken ct)
    {
        var period = keys.Current;
        var key = await keys.ForSigningAsync(period, ct);
        return SignedCard.Of(card, (verb, data) => CardSignature.Of(key, period, tenantId, conversationId, verb, data));
    }

    public async ValueTask<bool> VerifyAsync(SignedAct act, string tenantId, string conversationId, CancellationToken ct) =>
        CardSignature.PeriodOf(act.Sig) is { } period
        && await keys.ForVerifyingAsync(period, ct) is { } key
        && CardSignature.AreEqual(act.Sig, CardSignature.Of(key, period, tenantId, conversationId, act.Verb, act.Data));
}
