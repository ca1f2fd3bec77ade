using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The button "send one now": it takes the place of this week's, so that no week has two.</summary>
internal sealed class SendNudge(CommunityStore communities, NudgeStore nudges, QuietDayStore quiet, NudgeReader reader, IAgenda agenda) : IHandler
{
    public const string Verb = "nudge.send";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var stored = await nudges.FindAsync(turn.TenantId, community.ChannelId, ct);
        if (NudgeDecision.SaidThisWeek(community, stored.State, turn.At)) return new Reply.Text(NudgeTexts.AlreadyThisWeek);
        var (days, content) = (await quiet.FindAsync(turn.TenantId, ct), (await reader.ContentAsync(turn.TenantId, turn.At, ct)).In(community.ChannelId));
        var next = community.NextNudge(turn.At, days, stored.State.Knows);
        if (NudgeDecision.ByHand(community, stored.State, stored.Taste, content, next, turn.At) is not { Send: not null } decision)
            return new Reply.Text(NudgeTexts.NothingLeft);
        await agenda.PlanAsync(PressPost.LineFor(turn, PostNudge.Kind), ct);
        if (!await communities.IsStillLedByAsync(turn.TenantId, community.ChannelId, turn.From.Id, ct)) return new Reply.Text(CommunityTexts.NotLeadNow);
        if (!await nudges.SaveAsync(turn.TenantId, community.ChannelId, stored, decision.After, ct)) return new Reply.Text(NudgeTexts.Busy);
        var rhythm = RhythmCard.Render(RhythmView.Of(community, decision.After, days, turn.At, CommunityTexts.OnItsWay));
        return new Reply.Replace(rhythm, rhythm.FallbackText);
    }
}

/// <summary>Puts the message that a lead sent by hand in the channel, and writes down what became of it: refused, it can be sent again.</summary>
internal sealed class PostNudge(CommunityStore communities, NudgeStore nudges, NudgeReader reader, ChatLanguages languages) : IJob
{
    /// <summary>The subject is a <see cref="PressPost"/>.</summary>
    public const string Kind = "nudge.post";

    private const int Tries = 20;

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var press = PressPost.Of(item);
        if (await FindAsync(item, press, ct) is not { } community) return JobPlan.Nothing;
        var stored = await nudges.FindAsync(item.TenantId, press.ChannelId, ct);
        if (stored.State.PlannedFor(item.At) is not { Choice: { } choice } record || await reader.ItemAsync(community, choice.Item, ct) is not { } content)
            return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        var view = NudgeView.Of(community, record, content, stored.Taste.Of(record.Id));
        return JobPlan.Of(press.InChannel(item, community, NudgeCard.Render(view), NudgeCard.Summary(view)));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (post.To is not Destination.ToChannel) return JobPlan.Nothing;
        var press = PressPost.Of(item);
        await SettleAsync(item, press, result, ct);
        return result is PostResult.Refused && await FindAsync(item, press, ct) is { } community
            ? JobPlan.Of(await press.NotPostedAsync(item, community, languages, ct))
            : JobPlan.Nothing;
    }

    private async ValueTask SettleAsync(DueItem item, PressPost press, PostResult result, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var stored = await nudges.FindAsync(item.TenantId, press.ChannelId, ct);
            if (stored.State.PlannedFor(item.At) is not { } record) return;
            var after = result is PostResult.Refused refused
                ? record with { Outcome = NudgeOutcome.Failed, Reason = refused.Why.ToString() }
                : record with { Outcome = NudgeOutcome.Sent };
            if (!await nudges.SaveAsync(item.TenantId, press.ChannelId, stored, stored.State.With(after), ct)) continue;
            // The status says when the next one comes, and reads the community alone.
            if (after.IsSaid) await communities.ChangeAsync(item.TenantId, press.ChannelId, it => it with { SaidByHandIn = after.Id }, ct);
            return;
        }
        throw new InvalidOperationException("What became of a message could not be written down: somebody changes its row all the time.");
    }

    private async ValueTask<Community?> FindAsync(DueItem item, PressPost press, CancellationToken ct) =>
        await communities.FindAsync(item.TenantId, press.ChannelId, ct) is { Community: { IsRegistered: true } community } ? community : null;
}
