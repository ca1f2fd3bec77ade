using Microsoft.Extensions.Options;
using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Every card passes here before it leaves, so this is also where <c>Cards:Elements</c> is followed.</summary>
internal sealed class CardSigner(CardKeys keys, IOptions<CardOptions> options) : ICardSigner
{
    public async ValueTask PrepareAsync(CancellationToken ct) => await keys.ForSigningAsync(keys.Current, ct);

    public async ValueTask<AdaptiveCard> SignAsync(AdaptiveCard card, string tenantId, string conversationId, CancellationToken ct)
    {
        var period = keys.Current;
        var key = await keys.ForSigningAsync(period, ct);
        var leaving = options.Value.Elements == CardElements.Plain ? PlainElements.Of(card) : card;
        return SignedCard.Of(leaving, (verb, data) => CardSignature.Of(key, period, tenantId, conversationId, verb, data));
    }

    public async ValueTask<bool> VerifyAsync(SignedAct act, string tenantId, string conversationId, CancellationToken ct) =>
        CardSignature.PeriodOf(act.Sig) is { } period
        && await keys.ForVerifyingAsync(period, ct) is { } key
        && CardSignature.AreEqual(act.Sig, CardSignature.Of(key, period, tenantId, conversationId, act.Verb, act.Data));
}
