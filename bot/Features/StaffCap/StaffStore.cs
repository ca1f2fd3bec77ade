using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.StaffCap;

/// <summary>Who only looks on in a community, and when the monthly question about its colleagues was asked.</summary>
internal sealed class StaffStore(ITable table, TurnClaim claim, CommunityStore communities, PersonIndex people, IAgenda agenda)
{
    /// <summary>The monthly look at a community; its subject is the channel.</summary>
    public const string CheckJob = "staff.check";

    /// <summary>Tells somebody that they were made an observer; its subject is the channel and the person's id.</summary>
    public const string ObserverJob = "staff.observer";

    private const string ObserverRow = "observer";
    private const string CheckRow = "staff";
    private const int Tries = 20;

    public static TimeSpan Month { get; } = TimeSpan.FromDays(28);

    /// <summary>Everybody who only looks on; at most a thousand.</summary>
    public async ValueTask<IReadOnlyList<Observer>> ObserversAsync(Community community, CancellationToken ct)
    {
        var page = await table.QueryAsync(RowRange.Under(PartitionOf(community), ObserverRow), 1_000, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, StaffJson.Default.ObserverRow)?.Observer).OfType<Observer>()];
    }

    public async ValueTask<Observer?> FindObserverAsync(Community community, string personId, CancellationToken ct) =>
        personId.Length > 0 && await table.FindAsync(KeyOf(community, personId), ct) is { } entry
            ? StoredJson.Read(entry, StaffJson.Default.ObserverRow).Observer : null;

    /// <summary>
    /// Makes somebody an observer, by somebody who must lead the community when it is stored; they hear it, and may undo it. Refused if they are one already.
    /// </summary>
    public async ValueTask<DecisionEnd> AddObserverAsync(Turn turn, Community community, Observer observer, CancellationToken ct)
    {
        await people.NoteAsync(community.TenantId, observer.Who, community.ChannelId, ct);
        await agenda.PlanAsync(new(community.TenantId, ObserverJob, Key.Join(community.ChannelId, observer.Who.Id), observer.At), ct);
        var json = JsonSerializer.Serialize(new(1, observer), StaffJson.Default.ObserverRow);
        return await communities.WriteAsLeadAsync(turn, community.ChannelId, [new Change.Insert(KeyOf(community, observer.Who.Id), json)], ct);
    }

    /// <summary>Somebody takes part again, or was no observer.</summary>
    /// <exception cref="InvalidOperationException">Others changed the row again and again; nothing was stored.</exception>
    public async ValueTask RemoveObserverAsync(Community community, string personId, CancellationToken ct)
    {
        for (var attempt = 0; await table.FindAsync(KeyOf(community, personId), ct) is { } entry; attempt++)
        {
            if (await claim.CommitAsync([new Change.Delete(entry.Key, entry.ETag)], ct) is not null) return;
            if (attempt == Tries) throw new InvalidOperationException("Others changed the observer again and again.");
        }
    }

    /// <summary>How the monthly look stands.</summary>
    public async ValueTask<StaffCheck> CheckAsync(Community community, CancellationToken ct) => Read(await table.FindAsync(CheckKey(community), ct));

    /// <summary>Changes how it stands, on what stands by then: a lead may say that all is fine while the look is under way.</summary>
    /// <exception cref="InvalidOperationException">Others changed it again and again; nothing was stored.</exception>
    public async ValueTask NoteAsync(Community community, Func<StaffCheck, StaffCheck> change, CancellationToken ct) =>
        await NoteAsync(community, change, async write => await claim.CommitAsync([write], ct) is null ? DecisionEnd.RowChanged : DecisionEnd.Made, ct);

    /// <summary>The same, by somebody who must lead the community when it is stored.</summary>
    /// <inheritdoc cref="NoteAsync(Community, Func{StaffCheck, StaffCheck}, CancellationToken)"/>
    public ValueTask<DecisionEnd> NoteAsLeadAsync(Turn turn, Community community, Func<StaffCheck, StaffCheck> change, CancellationToken ct) =>
        NoteAsync(community, change, write => communities.WriteAsLeadAsync(turn, community.ChannelId, [write], ct), ct);

    private async ValueTask<DecisionEnd> NoteAsync(
        Community community, Func<StaffCheck, StaffCheck> change, Func<Change, ValueTask<DecisionEnd>> store, CancellationToken ct)
    {
        var key = CheckKey(community);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var entry = await table.FindAsync(key, ct);
            var json = JsonSerializer.Serialize(change(Read(entry)), StaffJson.Default.StaffCheck);
            Change write = entry is null ? new Change.Insert(key, json) : new Change.Replace(key, json, entry.ETag);
            if (await store(write) is var end && end != DecisionEnd.RowChanged) return end;
        }
        throw new InvalidOperationException("Others changed the monthly look again and again.");
    }

    private static StaffCheck Read(Entry? entry) => entry is null ? new(1) : StoredJson.Read(entry, StaffJson.Default.StaffCheck);

    private static Key CheckKey(Community community) => new(PartitionOf(community), CheckRow);

    private static Key KeyOf(Community community, string personId) => new(PartitionOf(community), Key.Join(ObserverRow, personId));

    private static string PartitionOf(Community community) => TurnClaim.PartitionOf(community.TenantId, community.ChannelId);
}

/// <param name="V">The row's version.</param>
internal sealed record ObserverRow(int V, Observer Observer);

/// <param name="V">The row's version.</param>
/// <param name="For">The moment of the due line that was looked at last.</param>
/// <param name="AskedAt">When a lead was last asked.</param>
/// <param name="FineWith">So many colleagues without a role are fine, a lead said; null while nobody did.</param>
internal sealed record StaffCheck(int V, DateTimeOffset? For = null, DateTimeOffset? AskedAt = null, int? FineWith = null);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ObserverRow))]
[JsonSerializable(typeof(StaffCheck))]
internal sealed partial class StaffJson : JsonSerializerContext;
