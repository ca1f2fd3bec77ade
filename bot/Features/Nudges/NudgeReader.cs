using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Examples;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>What there is to say to a community, and what was said: the packs and the organisation's own examples together.</summary>
internal sealed class NudgeReader(NudgeStore nudges, ContentLibrary library, ExampleStore examples)
{
    /// <summary>Everything that may be said in an organisation.</summary>
    public async ValueTask<NudgeContent> ContentAsync(string tenantId, DateTimeOffset now, CancellationToken ct)
    {
        var own = await examples.InRotationAsync(tenantId, now, ct);
        return new([.. library.Items, .. own.Where(example => example.IsOpen).Select(example => example.ToItem())], own
            .Where(example => !example.IsOpen).ToLookup(example => example.ChannelId));
    }

    /// <summary>A nudge that was chosen, as its card shows it; null when it, or its text, is no longer there.</summary>
    public async ValueTask<NudgeView?> FindAsync(Community community, string nudge, string? notice, CancellationToken ct)
    {
        var stored = await nudges.FindAsync(community.TenantId, community.ChannelId, ct);
        if (stored.State.Find(nudge) is not { Choice: { } choice } record) return null;
        return await ItemAsync(community, choice.Item, ct) is { } item ? NudgeView.Of(community, record, item, stored.Taste.Of(nudge), notice) : null;
    }

    /// <summary>An item of a community's history; null when its pack or its example has gone since.</summary>
    public async ValueTask<ContentItem?> ItemAsync(Community community, string id, CancellationToken ct) =>
        library.Find(id) ?? await examples.ItemAsync(community.TenantId, id, ct);
}

/// <summary>What may be said in an organisation.</summary>
/// <param name="Everywhere">In any community.</param>
/// <param name="Closed">In one channel alone, by its id: what was shared in a private or shared channel stays there.</param>
internal sealed record NudgeContent(IReadOnlyList<ContentItem> Everywhere, ILookup<string, Example> Closed)
{
    /// <summary>What may be said in a channel.</summary>
    public IReadOnlyList<ContentItem> In(string channelId) =>
        Closed.Contains(channelId) ? [.. Everywhere, .. Closed[channelId].Select(example => example.ToItem())] : Everywhere;
}
