using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Communities in the store: the aggregate in a partition of its own, and a line per community in the tenant's index. One instance per turn; it reads a
/// community once.
/// </summary>
internal sealed class CommunityStore(
    ITable table, TurnClaim claim, CommunityIndex index, PersonIndex people, IAgenda agenda, LeadRights rights, TimeProvider clock)
{
    /// <summary>Each time one of those who meet gets through: so many at once are a whole community pressing the same button.</summary>
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

    /// <summary>
    /// As <see cref="FindAsync"/>, where one community is looked at among many: a spoiled row says so in its own channel, and hides no other.
    /// </summary>
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

    /// <summary>
    /// The registered community of the channel where a turn takes place, or null. What is said or pressed there reaches the bot, so it has not been removed:
    /// Teams does not always tell when it was added again.
    /// </summary>
    public async ValueTask<StoredCommunity?> FindRegisteredAsync(Turn turn, CancellationToken ct)
    {
        if (await FindAsync(turn.TenantId, turn.Conversation.Id, ct) is not { Community: { IsRegistered: true } community } stored) return null;
        if (!community.BotRemoved.Value || turn.Happening is not null) return stored;
        await ChangeAsync(turn.TenantId, turn.Conversation.Id, it => it with { BotRemoved = it.BotRemoved.Hear(false, turn.At) }, ct);
        return await FindAsync(turn.TenantId, turn.Conversation.Id, ct);
    }

    /// <summary>The same, read anew: somebody else was asked something slow since the turn began.</summary>
    public ValueTask<StoredCommunity?> FindAgainAsync(string tenantId, string channelId, CancellationToken ct)
    {
        _read.Remove(KeyOf(tenantId, channelId).Partition);
        return FindAsync(tenantId, channelId, ct);
    }

    /// <summary>
    /// The one way to change a registered community: reads it, lets a rule decide, writes what must not be missing, and stores what was decided together
    /// with the rows beside it. Where it meets somebody else's change, the rule decides anew on what stands then.
    /// </summary>
    public ValueTask<Decision<T>> DecideAsync<T>(string tenantId, string channelId, Func<Community, Ruling<T>> rule, CancellationToken ct) =>
        DecideAsync(tenantId, channelId, rule, mayDecide: null, ct);

    /// <summary>
    /// The same for what only leads may do: whoever decides must lead the community, or administer the bot, when the decision is stored. A right that was
    /// taken away while the turn was under way does not count any more.
    /// </summary>
    public ValueTask<Decision<T>> DecideAsLeadAsync<T>(Turn turn, string channelId, Func<Community, Ruling<T>> rule, CancellationToken ct) =>
        DecideAsLeadAsync(turn, channelId, rule, isOwn: _ => false, ct);

    /// <param name="isOwn">Where this holds, the person decides about themself, and need not lead.</param>
    /// <inheritdoc cref="DecideAsLeadAsync{T}(Turn, string, Func{Community, Ruling{T}}, CancellationToken)"/>
    public ValueTask<Decision<T>> DecideAsLeadAsync<T>(
        Turn turn, string channelId, Func<Community, Ruling<T>> rule, Func<Community, bool> isOwn, CancellationToken ct) =>
        DecideAsync(turn.TenantId, channelId, rule, async it => isOwn(it) || await rights.LeadsAsync(it, turn.From.Id, ct), ct);

    /// <summary>
    /// Writes rows beside a community that stays as it is, by somebody who must lead it when they are written. The community's own row is in the batch, so
    /// that a role that is taken away at the same moment is noticed.
    /// </summary>
    public async ValueTask<DecisionEnd> WriteAsLeadAsync(Turn turn, string channelId, IReadOnlyList<Change> beside, CancellationToken ct) =>
        (await DecideAsLeadAsync(turn, channelId, _ => new Ruling<bool>(true) { Beside = beside }, ct)).End;

    /// <summary>
    /// Whether somebody leads a registered community as it stands now; asked right before a write to another partition, with which it cannot be one batch.
    /// </summary>
    public async ValueTask<bool> IsStillLedByAsync(string tenantId, string channelId, string personId, CancellationToken ct) =>
        await FindAgainAsync(tenantId, channelId, ct) is { Community: { IsRegistered: true } community } && await rights.LeadsAsync(community, personId, ct);

    /// <summary>Stores a community whose channel has none yet; false if it has one by now.</summary>
    public async ValueTask<bool> AddAsync(Community community, CancellationToken ct) => await StoreAsync(null, community, [], ct) is null;

    /// <summary>Stores what became of a community; false if somebody else changed it meanwhile (read it again).</summary>
    public async ValueTask<bool> SaveAsync(StoredCommunity before, Community after, CancellationToken ct) => await StoreAsync(before, after, [], ct) is null;

    /// <summary>
    /// Changes what is known of a community, registered or not any more, on what stands by then; for facts that nobody has to be asked about. False if there
    /// is no such community.
    /// </summary>
    /// <exception cref="InvalidOperationException">Others changed it again and again. The caller comes again; a fact must not be lost.</exception>
    public async ValueTask<bool> ChangeAsync(string tenantId, string channelId, Func<Community, Community> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindAsync(tenantId, channelId, ct) is not { } stored) return false;
            var after = change(stored.Community);
            if (after == stored.Community || await SaveAsync(stored, after, ct)) return true;
        }
        throw new InvalidOperationException("Others changed the community again and again.");
    }

    /// <summary>The registered communities that know something of a person, or did once.</summary>
    /// <param name="most">So many are looked at.</param>
    /// <param name="here">A conversation to look at besides.</param>
    public async ValueTask<IReadOnlyList<Community>> KnowingAsync(string tenantId, string personId, int most, CancellationToken ct, string? here = null)
    {
        var found = new List<Community>();
        var known = (await people.ChannelsAsync(tenantId, personId, ct)).Take(most);
        foreach (var channelId in here is null ? known : known.Append(here).Distinct())
            if (await FindReadableAsync(tenantId, channelId, ct) is { Community: { IsRegistered: true } community }) found.Add(community);
        return found;
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
            if (await FindReadableAsync(tenantId, line.ChannelId, ct) is { } stored) return stored.Community;
        return null;
    }

    /// <summary>The lines of a tenant's index, by channel id, a page at a time.</summary>
    /// <param name="after">The channel of the last line that is known already.</param>
    public IAsyncEnumerable<IReadOnlyList<CommunityLine>> PagesAsync(string tenantId, string? after, CancellationToken ct) =>
        index.PagesAsync(tenantId, after, ct);

    /// <summary>Makes the index say of a channel what the truth says: after something was erased, or where a crash left the two apart.</summary>
    /// <remarks>A spoiled truth says nothing: then the line stays as it is.</remarks>
    public async ValueTask PutLineRightAsync(string tenantId, string channelId, CancellationToken ct)
    {
        try
        {
            await index.PutRightAsync(tenantId, channelId, async () => (await FindAgainAsync(tenantId, channelId, ct))?.Community, ct);
        }
        catch (UnreadableRowException)
        {
            // It is told in the community's own channel.
        }
    }

    /// <summary>Takes a person out of the lines whose truth cannot be read; the others were put right by it.</summary>
    public ValueTask EraseFromIndexAsync(string tenantId, string personId, CancellationToken ct) => index.EraseAsync(tenantId, personId, ct);

    private async ValueTask<Decision<T>> DecideAsync<T>(
        string tenantId, string channelId, Func<Community, Ruling<T>> rule, Func<Community, ValueTask<bool>>? mayDecide, CancellationToken ct)
    {
        var noted = new HashSet<object>();
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindAsync(tenantId, channelId, ct) is not { Community: { IsRegistered: true } before } stored)
                return new(DecisionEnd.NoCommunity, default, null);
            if (mayDecide is not null && !await mayDecide(before)) return new(DecisionEnd.NotLead, default, before);
            var ruling = rule(before);
            var after = ruling.After ?? before;
            if (after == before && ruling.Beside.Count == 0) return new(DecisionEnd.Made, ruling.Told, before);

            foreach (var person in ruling.Known.Where(noted.Add)) await people.NoteAsync(tenantId, person, channelId, ct);
            foreach (var line in ruling.Due.Where(noted.Add)) await agenda.PlanAsync(line, ct);
            // Where it depends on the community who may, its row is in the batch, also unchanged.
            var isAlone = after == before && mayDecide is null;
            switch (isAlone ? await WriteBesideAsync(ruling.Beside, ct) : await StoreAsync(stored, after, ruling.Beside, ct))
            {
                case null: return new(DecisionEnd.Made, ruling.Told, after);
                case > 0: return new(DecisionEnd.RowChanged, ruling.Told, before);
            }
        }
        return new(DecisionEnd.Busy, default, null);
    }

    /// <returns>As <see cref="StoreAsync"/>: a row beside is never the first.</returns>
    private async ValueTask<int?> WriteBesideAsync(IReadOnlyList<Change> beside, CancellationToken ct) => (await claim.BatchAsync(beside, ct)).RefusedAt + 1;

    /// <summary>
    /// Writes a community with the rows beside it, and before it its line in the index where that changes: a line too few would hide a community.
    /// </summary>
    /// <param name="before">Null for a channel that has none.</param>
    /// <returns>Null when it is stored; else which change was refused: 0 for the community itself, and beyond that a row beside it.</returns>
    private async ValueTask<int?> StoreAsync(StoredCommunity? before, Community after, IReadOnlyList<Change> beside, CancellationToken ct)
    {
        if (before is not null && CommunityIndex.LineOf(before.Community) == CommunityIndex.LineOf(after)) return await WriteAsync(before, after, beside, ct);
        var line = await index.WriteAsync(after, ct);
        int? refused;
        try
        {
            refused = await WriteAsync(before, after, beside, ct);
        }
        catch
        {
            // It was not written, or nobody knows whether it was. The line is put right now if that can be, and else by the nightly round.
            await TryPutLineRightAsync(after);
            throw;
        }
        if (refused is not null || !await index.IsStillAsync(after, line, ct)) await PutLineRightAsync(after.TenantId, after.ChannelId, ct);
        return refused;
    }

    /// <summary>What was written need not be read again for the reply.</summary>
    private async ValueTask<int?> WriteAsync(StoredCommunity? before, Community after, IReadOnlyList<Change> beside, CancellationToken ct)
    {
        var (key, json) = (KeyOf(after.TenantId, after.ChannelId), Serialize(after, before?.Entry.Json));
        _read.Remove(key.Partition);
        var result = await claim.BatchAsync([before is null ? new Change.Insert(key, json) : new Change.Replace(key, json, before.Entry.ETag), .. beside], ct);
        if (result.Applied) _read[key.Partition] = new(after, new(key, json, result.ETags[0]!));
        return result.RefusedAt;
    }

    /// <summary>At a moment when the store does not answer well; the turn may be out of time, but the line is worth a second more.</summary>
    private async ValueTask TryPutLineRightAsync(Community after)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        try
        {
            await PutLineRightAsync(after.TenantId, after.ChannelId, soon.Token);
        }
        catch (Exception problem) when (problem is StorageUnavailableException or OperationCanceledException)
        {
            // The nightly round over the communities compares every line with its truth.
        }
    }

    private static Key KeyOf(string tenantId, string channelId) => new(TurnClaim.PartitionOf(tenantId, channelId), "community");

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

/// <summary>A community as it was read.</summary>
internal sealed record StoredCommunity(Community Community, Entry Entry);
