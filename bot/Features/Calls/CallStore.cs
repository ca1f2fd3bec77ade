using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>The open call of a community, and the hands that were raised: a row each, so that two hands never stand in each other's way.</summary>
internal sealed class CallStore(ITable table, TurnClaim claim, PersonIndex people, IAgenda agenda) : IEraser
{
    /// <summary>The job that tells the leads of a raised hand; its subject is the channel, the call's number and the person's id.</summary>
    public const string RaisedHandJob = "call.hand";

    private const string Row = "call";
    private const string RaisedRow = "call.hand";
    private const int MostHands = 100;
    private const int WeeksOfHands = 13;
    private const int Tries = 20;

    /// <summary>Whoever presses by mistake takes the hand down before anybody heard of it.</summary>
    private static readonly TimeSpan Regret = TimeSpan.FromMinutes(1);

    /// <summary>Teams may hand on one press as two activities; nobody presses twice within so short a time and means it.</summary>
    private static readonly TimeSpan OnePress = TimeSpan.FromSeconds(2);

    /// <summary>The last call of a community, open or not.</summary>
    public async ValueTask<StoredCall?> FindAsync(Community community, CancellationToken ct) =>
        await table.FindAsync(KeyOf(community, Row), ct) is { } entry ? new(StoredJson.Read(entry, CallJson.Default.CallRow).Call, entry.ETag) : null;

    /// <summary>Stores a call, new or changed; false if it was changed meanwhile.</summary>
    public async ValueTask<bool> SaveAsync(Community community, StoredCall? before, OpenCall after, CancellationToken ct) =>
        await claim.CommitAsync([ChangeOf(community, before, after)], ct) is not null;

    /// <summary>What stores a call, new or changed; refused if it was changed meanwhile.</summary>
    public static Change ChangeOf(Community community, StoredCall? before, OpenCall after)
    {
        var (key, json) = (KeyOf(community, Row), JsonSerializer.Serialize(new(1, after), CallJson.Default.CallRow));
        return before is null ? new Change.Insert(key, json) : new Change.Replace(key, json, before.ETag);
    }

    /// <summary>A hand that is up.</summary>
    public async ValueTask<Hand?> FindHandAsync(Community community, int number, string personId, CancellationToken ct) =>
        await FindRaisedAsync(community, number, personId, ct) is { } entry && StoredJson.Read(entry, CallJson.Default.HandRow).Hand is { Down: null } hand
            ? hand
            : null;

    /// <summary>The hands that are up for a call, the first one first; at most a hundred.</summary>
    public async ValueTask<IReadOnlyList<Hand>> HandsAsync(Community community, int number, CancellationToken ct)
    {
        var range = RowRange.Under(KeyOf(community, Row).Partition, RaisedRow, Written(number));
        var page = await table.QueryAsync(range, MostHands, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, CallJson.Default.HandRow)?.Hand)
            .OfType<Hand>().Where(hand => hand.Down is null).OrderBy(hand => hand.At)];
    }

    /// <summary>
    /// Raises a hand, or takes it down if it was up; true when it is up now. The leads hear of it only if it is still up a little later. One press that comes
    /// as two turns it once: that is why a hand that was taken down leaves its row for a minute.
    /// </summary>
    public async ValueTask<bool> TurnHandAsync(Community community, Hand hand, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var found = await FindRaisedAsync(community, hand.Call, hand.Who.Id, ct);
            var last = found is null ? null : StoredJson.ReadOrSkip(found, CallJson.Default.HandRow)?.Hand;
            var isUp = last is { Down: null };
            if (last is not null && hand.At - (last.Down ?? last.At) < OnePress) return isUp;
            await AnnounceAsync(community, hand, ct);
            var after = isUp ? last! with { Down = hand.At } : hand;
            if (await claim.CommitAsync([ChangeOf(RaisedKey(community, hand.Call, hand.Who.Id), found, after)], ct) is not null) return !isUp;
        }
        throw new InvalidOperationException("A hand could not be turned: its row changes again and again.");
    }

    /// <summary>
    /// Before the hand is stored: a job that finds none does nothing, and a hand without its job would be seen by nobody, or stay when it is down.
    /// </summary>
    private async ValueTask AnnounceAsync(Community community, Hand hand, CancellationToken ct)
    {
        await people.NoteAsync(community.TenantId, hand.Who, community.ChannelId, ct);
        await agenda.PlanAsync(new(community.TenantId, RaisedHandJob, Key.Join(community.ChannelId, Written(hand.Call), hand.Who.Id), hand.At + Regret), ct);
    }

    /// <summary>Nobody keeps a list of who changed their mind.</summary>
    public async ValueTask ForgetDownAsync(Community community, int number, string personId, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindRaisedAsync(community, number, personId, ct) is not { } entry) return;
        if (StoredJson.ReadOrSkip(entry, CallJson.Default.HandRow) is not { Hand.Down: { } down } || now - down < OnePress) return;
        // Whoever raises it in this very moment has it up.
        _ = await claim.CommitAsync([new Change.Delete(entry.Key, entry.ETag)], ct);
    }

    private static Change ChangeOf(Key key, Entry? before, Hand after)
    {
        var json = JsonSerializer.Serialize(new(1, after), CallJson.Default.HandRow);
        return before is null ? new Change.Insert(key, json) : new Change.Replace(key, json, before.ETag);
    }

    /// <summary>A hand that was raised a quarter ago asks for nothing any more: the leads heard of it then. One that is down goes too.</summary>
    async ValueTask IEraser.ExpireAsync(string tenantId, string channelId, DateTimeOffset now, CancellationToken ct)
    {
        var (before, down) = (now.AddDays(-7 * WeeksOfHands), now.AddDays(-1));
        await table.ClearAsync(
            RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), RaisedRow),
            entry => StoredJson.ReadOrSkip(entry, CallJson.Default.HandRow) is not { } row || row.Hand.At < before || row.Hand.Down < down,
            ct);
    }

    private ValueTask<Entry?> FindRaisedAsync(Community community, int number, string personId, CancellationToken ct) =>
        personId.Length == 0 ? default : table.FindAsync(RaisedKey(community, number, personId), ct);

    private static Key RaisedKey(Community community, int number, string personId) => KeyOf(community, Key.Join(RaisedRow, Written(number), personId));

    private static Key KeyOf(Community community, string row) => new(TurnClaim.PartitionOf(community.TenantId, community.ChannelId), row);

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A call as it was read.</summary>
internal sealed record StoredCall(OpenCall Call, string ETag);

/// <param name="V">The row's version.</param>
internal sealed record CallRow(int V, OpenCall Call);

/// <param name="V">The row's version.</param>
internal sealed record HandRow(int V, Hand Hand);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallRow))]
[JsonSerializable(typeof(HandRow))]
internal sealed partial class CallJson : JsonSerializerContext;
