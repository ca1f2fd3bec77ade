using System.Runtime.CompilerServices;
using System.Text.Json;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>
/// The nudges of one moment, for all communities of a tenant that have their slot then. Reads the tenant's index and the nudges' own partition by the
/// thousand, decides, stores by the hundred what was decided, and only then has it sent; so a nudge costs a few hundredths of a transaction.
/// </summary>
/// <remarks>
/// The index may be a moment ahead of the truth; what Teams refuses is looked up there. A nudge is decided, stored, sent and settled, in that order: after
/// a crash the same is sent under the same name, and after a day nothing is. A slot is named by its ISO week, so no week has two. Gaps that the message
/// names (roles, contributions, time) stand in the tenant's index as days, so a sweep reads nothing more for them, and they point at no person.
/// </remarks>
internal sealed class NudgeSweep(CommunityStore communities, NudgeStore nudges, QuietDayStore quiet, NudgeReader reader, IAgenda agenda) : ISweep
{
    /// <summary>The first word of a nudge's row in the ledger; the channel and the week follow.</summary>
    public const string LedgerRow = "nudge";

    private const int Tries = 20;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SweepPost> PostsAsync(DueItem item, string? after, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        var content = await reader.ContentAsync(item.TenantId, now, ct);
        var days = await quiet.FindAsync(item.TenantId, ct);
        var planned = new HashSet<DateTimeOffset>();
        await foreach (var page in communities.PagesAsync(item.TenantId, after, ct))
        {
            if (page.Count == 0) continue;
            var stored = await nudges.FindManyAsync(item.TenantId, page[0].ChannelId, page[^1].ChannelId, ct);
            var due = await OutlinesAsync(item, page, ct)
                .Where(community => NudgeDecision.IsDue(community, stored.GetValueOrDefault(community.ChannelId, StoredNudges.None).State, item.At, now))
                .ToListAsync(ct);
            foreach (var some in due.Chunk(NudgeStore.MostAtOnce))
            {
                await PlanNextAsync(some, planned, now, ct);
                foreach (var (community, decision) in await DecideAsync(some, stored, community => new(content.In(community.ChannelId), days, item.At, now),
                    ct))
                    if (decision.Send is { } record && Post(community, record, content) is { } post) yield return post;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask RefusedAsync(DueItem item, SweepPost post, PostResult.Refused refused, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(post.Row) is not [LedgerRow, var channelId, var week]) return;
        try
        {
            var state = await RecordAsync(item.TenantId, channelId, week, refused, ct);
            if (NudgeFailure.ChangeOf(state, refused, now) is { } change) await communities.ChangeAsync(item.TenantId, channelId, change, ct);
        }
        catch (UnreadableRowException)
        {
            // A spoiled row says so in its own channel; the communities after it are not kept waiting.
        }
    }

    /// <inheritdoc/>
    /// <remarks>The next moments are planned on the way: each community has its own.</remarks>
    public ValueTask<IReadOnlyList<DueItem>> FinishedAsync(DueItem item, DateTimeOffset now, CancellationToken ct) => new([]);

    private async IAsyncEnumerable<Community> OutlinesAsync(DueItem item, IEnumerable<CommunityLine> page, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var line in page.Where(line => line.IsRegistered))
            if ((line.Outline ?? (await communities.FindReadableAsync(item.TenantId, line.ChannelId, ct))?.Community) is { } community) yield return community;
    }

    /// <summary>Before anything is stored: should the process die now, the line of this moment is still there, and all is done again.</summary>
    private async ValueTask PlanNextAsync(IEnumerable<Community> due, HashSet<DateTimeOffset> planned, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var line in due.Select(community => RhythmChanges.NextLine(community, now)).Where(line => planned.Add(line.At)))
            await agenda.PlanAsync(line, ct);
    }

    /// <summary>Stored before anything is sent: whoever goes on after a crash says the same under the same name.</summary>
    private async ValueTask<IReadOnlyList<(Community, NudgeDecision)>> DecideAsync(
        IReadOnlyList<Community> due, IReadOnlyDictionary<string, StoredNudges> stored, Func<Community, Occasion> occasion, CancellationToken ct)
    {
        var decided = due
            .Select(community => (Community: community, Before: stored.GetValueOrDefault(community.ChannelId, StoredNudges.None)))
            .Select(one => (one.Community, one.Before, Decision: occasion(one.Community).Decide(one.Community, one.Before)))
            .ToList();
        foreach (var dry in decided.Where(one => one.Decision.RanDry))
            await agenda.PlanAsync(new(dry.Community.TenantId, RanDryJob.Kind, Key.Join(dry.Community.ChannelId), occasion(dry.Community).Slot), ct);
        if (await nudges.SaveManyAsync(due[0].TenantId, decided.Select(one => (one.Community.ChannelId, one.Before, one.Decision.After)), ct))
            return [.. decided.Select(one => (one.Community, one.Decision))];
        // Somebody sends one by hand at this very moment. One by one then, each on what stands by now.
        var alone = new List<(Community, NudgeDecision)>();
        foreach (var community in due)
        {
            try
            {
                alone.Add((community, await DecideAsync(community, occasion(community), ct)));
            }
            catch (UnreadableRowException)
            {
                // What was said there is spoiled, so nothing more is said; the others get theirs.
            }
        }
        return alone;
    }

    private async ValueTask<NudgeDecision> DecideAsync(Community community, Occasion occasion, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var before = await nudges.FindAsync(community.TenantId, community.ChannelId, ct);
            var decision = occasion.Decide(community, before);
            if (await nudges.SaveAsync(community.TenantId, community.ChannelId, before, decision.After, ct)) return decision;
        }
        // The sweep comes again, and says the same to those who were decided about under the same name.
        throw new InvalidOperationException("Others changed a community's messages again and again.");
    }

    private static SweepPost? Post(Community community, NudgeRecord record, NudgeContent content)
    {
        if (content.In(community.ChannelId).FirstOrDefault(item => item.Id == record.Choice!.Item) is not { } item) return null;
        using var spoken = Language.Use(community.Language);
        var view = NudgeView.Of(community, record, item, Tally.None);
        var row = Key.Join(LedgerRow, community.ChannelId, record.Id);
        var to = new Destination.ToChannel(community.Address.OfChannel(community.ChannelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId);
        return new(community.ChannelId, row, JsonSerializer.Serialize(record.Choice!, NudgeJson.Default.NudgeChoice),
            new(row, to, NudgeCard.Render(view), NudgeCard.Summary(view)));
    }

    private async ValueTask<NudgeState> RecordAsync(string tenantId, string channelId, string week, PostResult.Refused refused, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var stored = await nudges.FindAsync(tenantId, channelId, ct);
            if (stored.State.Find(week) is not { } record) return stored.State;
            var after = stored.State.With(record with { Outcome = NudgeOutcome.Failed, Reason = refused.Why.ToString() });
            if (await nudges.SaveAsync(tenantId, channelId, stored, after, ct)) return after;
            if (attempt == Tries) throw new InvalidOperationException("Others changed a community's messages again and again.");
        }
    }

    /// <summary>What a decision rests on besides the community and its history.</summary>
    private sealed record Occasion(IReadOnlyList<ContentItem> Content, IReadOnlyList<QuietDays> Quiet, DateTimeOffset Slot, DateTimeOffset Now)
    {
        public NudgeDecision Decide(Community community, StoredNudges before) =>
            NudgeDecision.For(community, before.State, before.Taste, Content, Quiet, Slot, Now);
    }
}

/// <summary>What a refusal of Teams says about a community. Pure.</summary>
internal static class NudgeFailure
{
    /// <summary>A channel that cannot be found may come back: only so many in a row, at least a day apart, mean that it is gone.</summary>
    private const int GoneForGood = 3;

    /// <summary>What is to be remembered of the community; null when nothing is. An archived team is asked again next week: that costs one message.</summary>
    public static Func<Community, Community>? ChangeOf(NudgeState state, PostResult.Refused refused, DateTimeOffset now) => refused.Why switch
    {
        PostRefusal.NotReachable => community => community with { BotRemoved = community.BotRemoved.Hear(true, now) },
        PostRefusal.Gone when IsGoneForGood(state) => community => community with { ChannelDeleted = community.ChannelDeleted.Hear(true, now) },
        _ => null,
    };

    private static bool IsGoneForGood(NudgeState state)
    {
        var sends = state.Records.Where(record => record.IsSaid || record.Outcome == NudgeOutcome.Failed).TakeLast(GoneForGood).ToList();
        return sends.Count == GoneForGood
            && sends.All(record => record.Reason == nameof(PostRefusal.Gone))
            && sends.Zip(sends.Skip(1)).All(pair => pair.Second.At - pair.First.At >= TimeSpan.FromDays(1));
    }
}
