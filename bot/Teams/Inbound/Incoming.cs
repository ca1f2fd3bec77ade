using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>A turn as read, before anyone has looked at the signature of what was pressed.</summary>
/// <param name="Act">The signed part of a press in its right shape; null where it has none, and the press stays not genuine.</param>
internal sealed record Incoming(Turn Turn, SignedAct? Act = null);

/// <summary>What the envelope checks established about an activity.</summary>
/// <param name="TenantId">Canonical, and one that we serve.</param>
/// <param name="ServiceUrl">On a host that we trust.</param>
/// <param name="BotId">The bot's id in the conversation (<c>28:…</c>).</param>
/// <param name="At">When it reached us.</param>
internal sealed record Envelope(string TenantId, Uri ServiceUrl, string BotId, DateTimeOffset At);
