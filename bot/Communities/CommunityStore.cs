using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Communities in the store: the aggregate in a partition of its own, and a line per community in the tenant's index, which can be rebuilt from the
/// aggregates. One instance per turn; it reads a community once.
/// </summary>
internal sealed class CommunityStore(ITable table, TurnClaim claim)
{
    private const int PageSize = 1_000;
    /// <summary>Each lost try is somebody else's change that was stored, so so many in a row are a storm.</summary>
    private const int Tries = 40;

    private readonly Dictionary<string, StoredCommunity?> _read = [];

    /// <summary>The community of a channel, registered or not any more; null if there never was one.</summary>
    public async ValueTask<StoredCommunity?> FindAsync(string tenantId, string channelId, CancellationToken ct)
    {
        var key = KeyOf(tenantId, channelId);
        if (_read.TryGetValue(key.Partition, out var known)) return known;
        var entry = await table.FindAsync(key, ct);
        return _read[key.Partition] = entry is null ? null : new(StoredJson.Read(entry, CommunityJson.Default.Community), entry);
    }

    /// <summary>As <see cref="FindAsync"/>, where one community is looked at among many: a spoiled row says so in its own channel, and hides no other.</summary>
    public async ValueTask<StoredCommunity?> FindReadableAsync(string tenantId, string channelId, CancellationToken ct)
    {
        try
        {
            return await FindAsync(tenantId, channelId, ct);
        }
        catch (UnreadableRowException)
        {
            return null;
        }
    }

    /// <summary>The registered community of the channel where a turn takes place, or null.</summary>
    public async ValueTask<StoredCommunity?> FindRegisteredAsync(Turn turn, CancellationToken ct) =>
        await FindAsync(turn.TenantId, turn.Conversation.Id, ct) is { Community.IsRegistered: true } stored ? stored : null;

    /// <summary>Stores a community whose channel has none yet; false if it has one by now.</summary>
    public async ValueTask<bool> AddAsync(Community community, CancellationToken ct)
    {
        await WriteLineAsync(community, ct);
        var (key, json) = (KeyOf(community.TenantId, community.ChannelId), Serialize(community, null));
        return await CommitAsync(new Change.Insert(key, json), [], community, json, ct);
    }

    /// <summary>Stores what became of a community; false if somebody else changed it meanwhile (read it again).</summary>
    public ValueTask<bool> SaveAsync(StoredCommunity before, Community after, CancellationToken ct) => SaveAsync(before, after, [], ct);

    /// <param name="beside">Rows of the same partition that are written with it, all or nothing.</param>
    /// <inheritdoc cref="SaveAsync(StoredCommunity, Community, CancellationToken)"/>
    public async ValueTask<bool> SaveAsync(StoredCommunity before, Community after, IReadOnlyList<Change> beside, CancellationToken ct)
    {
        if (LineOf(before.Community) != LineOf(after)) await WriteLineAsync(after, ct);
        var json = Serialize(after, before.Entry.Json);
        if (await CommitAsync(new Change.Replace(before.Entry.Key, json, before.Entry.ETag), beside, after, json, ct)) return true;
        // Somebody else's truth stands, and perhaps our line: the index must not keep what never came true.
        if (await FindAsync(after.TenantId, after.ChannelId, ct) is { } stands) await WriteLineAsync(stands.Community, ct);
        return false;
    }

    /// <summary>
    /// The one way to change a registered community by a rule: reads it, lets the rule decide, and stores what it decided with the rows beside it. Where
    /// somebody else's change came in between, the rule decides anew on what stands then, so it must check there who may.
    /// </summary>
    /// <param name="decide">Decides; plans beforehand what must not be missing once the truth is written.</param>
    /// <param name="busy">What to tell when others change the community without end: nothing was stored.</param>
    /// <returns>What came of it; null when the channel has no registered community.</returns>
    public async ValueTask<T?> DecideAsync<T>(string tenantId, string channelId, Func<Community, ValueTask<Decision<T>>> decide, T busy, CancellationToken ct)
        where T : class
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindAsync(tenantId, channelId, ct) is not { Community: { IsRegistered: true } before } stored) return null;
            var (outcome, after, beside) = await decide(before);
            if (after is null || (after == before && beside.Count == 0) || await SaveAsync(stored, after, beside, ct)) return outcome;
        }
        return busy;
    }

    /// <summary>
    /// The same for what only leads may do, in the channel of the turn, which its route let pass for leads. Somebody who leads by a role or by having
    /// registered the community must still do so when the change is stored; who does not may by what stands above the community (an owner of the team,
    /// an administrator), and no role takes that away.
    /// </summary>
    /// <param name="notLead">What to tell somebody who leads no more.</param>
    /// <inheritdoc cref="DecideAsync"/>
    public async ValueTask<T?> DecideAsLeadAsync<T>(Turn turn, Func<Community, ValueTask<Decision<T>>> decide, T notLead, T busy, CancellationToken ct)
        where T : class
    {
        if (await FindRegisteredAsync(turn, ct) is not { } first) return null;
        var fromAbove = !first.Community.IsLedBy(turn.From.Id);
        return await DecideAsync(
            turn.TenantId,
            turn.Conversation.Id,
            async community => fromAbove || community.IsLedBy(turn.From.Id) ? await decide(community) : new(notLead),
            busy,
            ct);
    }

    /// <summary>Changes what is known of a community, on what stands by then; for facts that nobody has to be asked about. False if there is no such community.</summary>
    public async ValueTask<bool> ChangeAsync(string tenantId, string channelId, Func<Community, Community> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindAsync(tenantId, channelId, ct) is not { } stored) return false;
            var after = change(stored.Community);
            if (after == stored.Community || await SaveAsync(stored, after, ct)) return true;
        }
        return false;
    }

    /// <summary>The lines of a tenant's index, by channel id.</summary>
    public IAsyncEnumerable<CommunityLine> ListAsync(string tenantId, CancellationToken ct) => ListAsync(tenantId, after: null, ct);

    /// <param name="after">The channel of the last line that is known already.</param>
    /// <inheritdoc cref="ListAsync(string, CancellationToken)"/>
    public async IAsyncEnumerable<CommunityLine> ListAsync(string tenantId, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(tenantId, after, ct))
            foreach (var line in page) yield return line;
    }

    /// <summary>Any community of an organisation: it tells which connector reaches the organisation's people. Null where there is none.</summary>
    public async ValueTask<Community?> AnyAsync(string tenantId, CancellationToken ct)
    {
        await foreach (var line in ListAsync(tenantId, ct))
            if (await FindAsync(tenantId, line.ChannelId, ct) is { } stored) return stored.Community;
        return null;
    }

    /// <summary>The lines of a tenant's index, by channel id, a page at a time.</summary>
    /// <param name="after">The channel of the last line that is known already.</param>
    public async IAsyncEnumerable<IReadOnlyList<CommunityLine>> PagesAsync(string tenantId, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = new RowRange(IndexOf(tenantId), after is null ? "" : Key.Join(after));
        string? continuation = null;
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            yield return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, CommunityJson.Default.CommunityLine)).OfType<CommunityLine>().Where(line => line.ChannelId != after)];
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>What was written need not be read again for the reply.</summary>
    private async ValueTask<bool> CommitAsync(Change change, IReadOnlyList<Change> beside, Community after, string json, CancellationToken ct)
    {
        _read.Remove(change.Key.Partition);
        if (await claim.CommitAsync([change, .. beside], ct) is not [{ } etag, ..]) return false;
        _read[change.Key.Partition] = new(after, new(change.Key, json, etag));
        return true;
    }

    /// <summary>
    /// Writes the index line before the truth: should the process die between the two, the index is ahead of the truth and every reader checks the
    /// truth before it believes a line; a line too few would hide a community.
    /// </summary>
    private async ValueTask WriteLineAsync(Community community, CancellationToken ct)
    {
        var key = new Key(IndexOf(community.TenantId), Key.Join(community.ChannelId));
        await table.BatchAsync([new Change.Upsert(key, JsonSerializer.Serialize(LineOf(community), CommunityJson.Default.CommunityLine))], ct);
    }

    private static CommunityLine LineOf(Community community) =>
        new(community.ChannelId, community.TeamId, community.Name, community.IsRegistered, community.IsOpenChannel, community.RegisteredBy, community.Outline());

    private static Key KeyOf(string tenantId, string channelId) => new(TurnClaim.PartitionOf(tenantId, channelId), "community");

    private static string IndexOf(string tenantId) => Key.Join("communities", tenantId);

    /// <summary>Columns that this version does not know survive: a newer version may run beside it.</summary>
    private static string Serialize(Community community, string? before)
    {
        var row = JsonSerializer.SerializeToNode(community, CommunityJson.Default.Community)!.AsObject();
        row["v"] = 1;
        if (before is null) return row.ToJsonString();
        foreach (var (name, value) in JsonNode.Parse(before)!.AsObject())
            if (!row.ContainsKey(name)) row[name] = value?.DeepClone();
        return row.ToJsonString();
    }
}

/// <summary>What a rule decided about a community.</summary>
/// <param name="Outcome">For whoever asked.</param>
/// <param name="After">The community as it is to be stored; null where nothing changes.</param>
/// <param name="Beside">Rows of the same partition that are written with it, all or nothing.</param>
internal sealed record Decision<T>(T Outcome, Community? After, IReadOnlyList<Change> Beside)
{
    /// <summary>Nothing changes, or nothing stands beside it.</summary>
    public Decision(T outcome, Community? after = null)
        : this(outcome, after, [])
    {
    }
}

/// <summary>A community as it was read.</summary>
internal sealed record StoredCommunity(Community Community, Entry Entry);

/// <summary>A line of a tenant's index: enough to list communities and to find those of a team.</summary>
/// <param name="IsOpen">False for a private or shared channel.</param>
/// <param name="RegisteredBy">Who registered it; null in lines of versions that did not note it.</param>
/// <param name="Outline">What the clock needs to know; lines from before there was a clock have none.</param>
internal sealed record CommunityLine(string ChannelId, string TeamId, string Name, bool IsRegistered, bool IsOpen, string? RegisteredBy = null, Community? Outline = null);
