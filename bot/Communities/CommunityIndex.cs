using System.Runtime.CompilerServices;
using System.Text.Json;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// The tenant's index: a line per community, by channel id, so that a sweep over many communities need not read each of them. The truth is the community
/// itself; a line is written before it, and put right by whoever finds that it says something else.
/// </summary>
internal sealed class CommunityIndex(ITable table)
{
    private const int PageSize = 1_000;
    private const int Tries = 20;

    /// <summary>Writes the line of a community whatever there was.</summary>
    /// <returns>The line's ETag.</returns>
    public async ValueTask<string> WriteAsync(Community community, CancellationToken ct)
    {
        var write = new Change.Upsert(KeyOf(community.TenantId, community.ChannelId), Written(community));
        return (await table.BatchAsync([write], ct)).ETags[0]!;
    }

    /// <summary>Whether nobody wrote the line since.</summary>
    public async ValueTask<bool> IsStillAsync(Community community, string etag, CancellationToken ct) =>
        (await table.FindAsync(KeyOf(community.TenantId, community.ChannelId), ct))?.ETag == etag;

    /// <summary>Makes the line of a channel say what the truth says, and looks again after each write: others may be at it at this very moment.</summary>
    /// <param name="truth">Reads the community anew; null where there is none.</param>
    public async ValueTask PutRightAsync(string tenantId, string channelId, Func<ValueTask<Community?>> truth, CancellationToken ct)
    {
        var key = KeyOf(tenantId, channelId);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // The line first: a truth that is written after it was read has a writer who looks at the line after that.
            var line = await table.FindAsync(key, ct);
            var stands = await truth();
            if (line?.Json == (stands is null ? null : Written(stands))) return;
            if (stands is null) await table.DeleteAsync(key, line!.ETag, ct);
            else if (line is null) await table.InsertAsync(key, Written(stands), ct);
            else await table.ReplaceAsync(key, Written(stands), line.ETag, ct);
        }
    }

    /// <summary>The lines of a tenant, a page at a time.</summary>
    /// <param name="after">The channel of the last line that is known already.</param>
    public async IAsyncEnumerable<IReadOnlyList<CommunityLine>> PagesAsync(string tenantId, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = new RowRange(PartitionOf(tenantId), after is null ? "" : Key.Join(after));
        string? continuation = null;
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            yield return [.. page.Entries.Select(Read).OfType<CommunityLine>().Where(line => line.ChannelId != after)];
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Takes a person out of all lines.</summary>
    public ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct) => PersonTraces.EraseAsync(table, PartitionOf(tenantId), personId, ct);

    /// <summary>Whether a line, as it was read, says what the community is.</summary>
    public static bool SaysTheSame(CommunityLine line, Community community) =>
        JsonSerializer.Serialize(line, CommunityJson.Default.CommunityLine) == Written(community);

    /// <summary>What the index says of a community.</summary>
    public static CommunityLine LineOf(Community community) =>
        new(community.ChannelId, community.TeamId, community.Name, community.IsRegistered, community.IsOpenChannel, community.RegisteredBy,
            community.Outline());

    private static CommunityLine? Read(Entry entry) => StoredJson.ReadOrSkip(entry, CommunityJson.Default.CommunityLine);

    private static string Written(Community community) => JsonSerializer.Serialize(LineOf(community), CommunityJson.Default.CommunityLine);

    private static Key KeyOf(string tenantId, string channelId) => new(PartitionOf(tenantId), Key.Join(channelId));

    private static string PartitionOf(string tenantId) => Key.Join("communities", tenantId);
}

/// <summary>A line of a tenant's index: enough to list communities and to find those of a team.</summary>
/// <param name="IsOpen">False for a private or shared channel.</param>
/// <param name="RegisteredBy">Who registered it; null in lines of versions that did not note it.</param>
/// <param name="Outline">What the clock needs to know; lines from before there was a clock have none.</param>
internal sealed record CommunityLine(string ChannelId, string TeamId, string Name, bool IsRegistered, bool IsOpen, string? RegisteredBy = null,
    Community? Outline = null);
