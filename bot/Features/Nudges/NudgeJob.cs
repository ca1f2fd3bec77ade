using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>
/// The slots of a community, as they come: decides, stores what was decided, has it sent, and stores what became of it. Each slot plans the next.
/// </summary>
internal sealed class NudgeJob(CommunityStore communities, NudgeStore nudges, QuietStore quiet, NudgeReader reader, IRoster roster) : IJob
{
    private const string NudgePost = "nudge";
    private const string DryPost = "nudge-dry";
    private const int Tries = 20;

    private static readonly TimeSpan PatienceForRoster = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (await communities.FindAsync(item.TenantId, ChannelOf(item), ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        var posts = new List<Post>();
        if (await DecideAsync(community, now, ct) is { } decision)
        {
            if (decision.Send is { } record && await PostAsync(community, record, ct) is { } post) posts.Add(post);
            if (decision.RanDry) posts.AddRange(await TellLeadsAsync(community, ct));
        }
        return new(posts, [RhythmStore.NextLine(community, now)]);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(post);
        if (Key.Split(post.Id) is not [NudgePost, _, var week]) return JobPlan.Nothing;
        var channelId = ChannelOf(item);
        var state = await RecordAsync(item.TenantId, channelId, week, result, ct);
        if (NudgeFailure.ChangeOf(state, result, now) is { } change) await communities.ChangeAsync(item.TenantId, channelId, change, ct);
        return JobPlan.Nothing;
    }

    private static string ChannelOf(DueItem item) => Key.Split(item.Subject)[0];

    /// <summary>Stored before anything is sent: whoever goes on after a crash says the same under the same name.</summary>
    private async ValueTask<NudgeDecision?> DecideAsync(Community community, DateTimeOffset now, CancellationToken ct)
    {
        var days = await quiet.FindAsync(community.TenantId, ct);
        var content = await reader.ContentAsync(community.TenantId, community, now, ct);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var stored = await nudges.FindAsync(community.TenantId, community.ChannelId, ct);
            var decision = NudgeDecision.For(community, stored.State, stored.Taste, content, days, now);
            if (await nudges.SaveAsync(community.TenantId, community.ChannelId, stored, decision.After, ct)) return decision;
        }
        return null;
    }

    private async ValueTask<Post?> PostAsync(Community community, NudgeRecord record, CancellationToken ct)
    {
        if (await reader.ItemAsync(community, record.Choice!.Item, ct) is not { } item) return null;
        using var spoken = Language.Use(community.Language);
        var view = NudgeView.Of(community, record, item, Tally.None);
        var to = new Destination.ToChannel(community.Address.OfChannel(community.ChannelId));
        return new(Key.Join(NudgePost, community.ChannelId, record.Id), to, NudgeCard.Render(view), NudgeCard.Summary(view));
    }

    private async ValueTask<IReadOnlyList<Post>> TellLeadsAsync(Community community, CancellationToken ct)
    {
        var members = await roster.ListAsync(community.TenantId, community.Address, fresh: false, PatienceForRoster, ct);
        var leads = members?.Members.Select(member => member.Person).Where(person => community.IsLedBy(person.Id)) ?? [];
        using var spoken = Language.Use(community.Language);
        var card = RanDryCard.Render(community.Name);
        return [.. leads.Select(lead => new Post(Key.Join(DryPost, community.ChannelId, lead.Id), new Destination.ToPerson(community.Address, lead), card, card.FallbackText))];
    }

    private async ValueTask<NudgeState> RecordAsync(string tenantId, string channelId, string week, PostResult result, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var stored = await nudges.FindAsync(tenantId, channelId, ct);
            if (stored.State.Find(week) is not { } record) return stored.State;
            var after = stored.State.With(NudgeFailure.Settle(record, result));
            if (attempt == Tries || await nudges.SaveAsync(tenantId, channelId, stored, after, ct)) return after;
        }
    }
}

/// <summary>What a refusal of Teams says about a nudge, and about its community. Pure.</summary>
internal static class NudgeFailure
{
    /// <summary>A channel that cannot be found may come back: only so many in a row, at least a day apart, mean that it is gone.</summary>
    private const int GoneForGood = 3;

    public static NudgeRecord Settle(NudgeRecord record, PostResult result) => result switch
    {
        PostResult.Sent => record with { Outcome = NudgeOutcome.Sent, Reason = null },
        PostResult.Refused { Code: NudgeDecision.Unknown } => record with { Outcome = NudgeOutcome.Failed, Reason = NudgeDecision.Unknown },
        PostResult.Refused refused => record with { Outcome = NudgeOutcome.Failed, Reason = refused.Why.ToString() },
        _ => record,
    };

    /// <summary>What is to be remembered of the community; null when nothing is. An archived team is asked again next week: that costs one message.</summary>
    public static Func<Community, Community>? ChangeOf(NudgeState state, PostResult result, DateTimeOffset now) => result switch
    {
        PostResult.Refused { Why: PostRefusal.NotReachable } => community => community with { BotRemoved = community.BotRemoved.Hear(true, now) },
        PostResult.Refused { Why: PostRefusal.Gone } when IsGoneForGood(state) => community => community with { ChannelDeleted = community.ChannelDeleted.Hear(true, now) },
        _ => null,
    };

    private static bool IsGoneForGood(NudgeState state)
    {
        var sends = state.Records.Where(record => record.Outcome is NudgeOutcome.Sent or NudgeOutcome.Failed).TakeLast(GoneForGood).ToList();
        return sends.Count == GoneForGood
            && sends.All(record => record.Reason == nameof(PostRefusal.Gone))
            && sends.Zip(sends.Skip(1)).All(pair => pair.Second.At - pair.First.At >= TimeSpan.FromDays(1));
    }
}

/// <summary>Tells a lead that there is nothing left to say.</summary>
internal static class RanDryCard
{
    public static AdaptiveCard Render(string community) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.RanDryTitle,
        Body = [Parts.Heading(NudgeTexts.RanDryTitle), Parts.Paragraph(Words.Fill(NudgeTexts.RanDry, Plain.Text(community)))],
    };
}
