using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>Puts a call in the channel. One that Teams refuses is over at once: nobody saw it, and it must not stand in the way of the next.</summary>
internal sealed class SendCall(CommunityStore communities, CallStore calls, ChatLanguages languages) : IJob
{
    /// <summary>The subject is a <see cref="PressPost"/>.</summary>
    public const string Kind = "call.post";

    private const int Tries = 5;

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var press = PressPost.Of(item);
        if (await FindAsync(item, press, ct) is not ({ } community, { Call: var call }) || call.StateIn(community, now) != CallState.Open)
            return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        var view = CallView.Of(community, call, now);
        return JobPlan.Of(press.InChannel(item, community, CallCard.Render(view), CallCard.Summary(view)));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (post.To is not Destination.ToChannel) return JobPlan.Nothing;
        var press = PressPost.Of(item);
        if (result is PostResult.Sent { ActivityId: { } message, Where: var where })
            return await NoteAsync(item, press, new(where.ConversationId, message), ct);
        if (result is not PostResult.Refused) return JobPlan.Nothing;
        for (var attempt = 0; await FindAsync(item, press, ct) is ({ } community, { } stored); attempt++)
        {
            if (attempt == Tries) throw new InvalidOperationException("A call that was refused could not be closed: somebody changes it all the time.");
            if (stored.Call.ClosedAt is null && !await calls.SaveAsync(community, stored, stored.Call with { ClosedAt = now }, ct)) continue;
            return JobPlan.Of(await press.NotPostedAsync(item, community, languages, ct));
        }
        return JobPlan.Nothing;
    }

    /// <summary>Notes where the card stands, and looks at it again: now, for something may have happened meanwhile, and when the call is over.</summary>
    private async ValueTask<JobPlan> NoteAsync(DueItem item, PressPost press, CardPlace card, CancellationToken ct)
    {
        for (var attempt = 0; await FindAsync(item, press, ct) is ({ } community, { } stored); attempt++)
        {
            if (attempt == Tries) throw new InvalidOperationException("Where a call stands could not be noted: somebody changes it all the time.");
            var (call, over) = (stored.Call with { Card = card }, stored.Call.At + OpenCall.Lifetime);
            if (stored.Call.Card is null && !await calls.SaveAsync(community, stored, call, ct)) continue;
            // Read once it is noted: what happens from now on renews the card by itself.
            if (await communities.FindAgainAsync(item.TenantId, press.ChannelId, ct) is not { Community: var now }) return JobPlan.Nothing;
            var isAsPosted = call.StateIn(now, item.At) == CallState.Open && call.StillOpen(now).Count == call.Roles.Count;
            return new([], isAsPosted
                ? [RenewCall.LineOf(community, call.Number, "over", over)]
                : [RenewCall.LineOf(community, call.Number, "over", over), RenewCall.LineOf(community, call.Number, "posted", item.At)]);
        }
        return JobPlan.Nothing;
    }

    /// <summary>The call of this very press; another one may have come in its place, or stood there before.</summary>
    private async ValueTask<(Domain.Community? Community, StoredCall? Call)> FindAsync(DueItem item, PressPost press, CancellationToken ct) =>
        await communities.FindAsync(item.TenantId, press.ChannelId, ct) is { Community: { IsRegistered: true } community }
        && await calls.FindAsync(community, ct) is { } stored && stored.Call.At == item.At && stored.Call.By.Is(press.By)
            ? (community, stored)
            : (null, null);
}
