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

    public async ValueTask<Hand?> FindHandAsync(Community community, int number, string personId, CancellationToken ct) =>
        await FindRaisedAsync(community, number, personId, ct) is { } entry ? StoredJson.Read(entry, CallJson.Default.HandRow).Hand : null;

    /// <summary>The hands raised for a call, the first one first; at most a hundred.</summary>
    public async ValueTask<IReadOnlyList<Hand>> HandsAsync(Community community, int number, CancellationToken ct)
    {
        var range = RowRange.Under(KeyOf(community, Row).Partition, RaisedRow, Written(number));
        var page = await table.QueryAsync(range, MostHands, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, CallJson.Default.HandRow)?.Hand).OfType<Hand>().OrderBy(hand => hand.At)];
    }

    /// <summary>Raises a hand, or takes it down if it was up; true when it is up now. The leads hear of it only if it is still up a little later.</summary>
    public async ValueTask<bool> TurnHandAsync(Community community, Hand hand, CancellationToken ct)
    {
        if (await FindRaisedAsync(community, hand.Call, hand.Who.Id, ct) is { } up) return await TakeDownAsync(up, hand.At, ct);
        await people.NoteAsync(community.TenantId, hand.Who, community.ChannelId, ct);
        await agenda.PlanAsync(new(community.TenantId, RaisedHandJob, Key.Join(community.ChannelId, Written(hand.Call), hand.Who.Id), hand.At + Regret), ct);
        // A hand that went up twice at once is up.
        await claim.CommitAsync([new Change.Insert(RaisedKey(community, hand.Call, hand.Who.Id),
            JsonSerializer.Serialize(new(1, hand), CallJson.Default.HandRow))], ct);
        return true;
    }

    /// <summary>False when it is down, whoever took it down; true where this is the press that raised it, once more.</summary>
    private async ValueTask<bool> TakeDownAsync(Entry up, DateTimeOffset at, CancellationToken ct)
    {
        if (StoredJson.ReadOrSkip(up, CallJson.Default.HandRow) is { Hand: var raised } && at - raised.At < OnePress) return true;
        for (var (attempt, hand) = (0, up); attempt < Tries; attempt++)
        {
            if (await claim.CommitAsync([new Change.Delete(hand.Key, hand.ETag)], ct) is not null) return false;
            if (await table.FindAsync(hand.Key, ct) is not { } still) return false;
            hand = still;
        }
        throw new InvalidOperationException("A hand could not be taken down: its row changes again and again.");
    }

    /// <summary>A hand that was raised a quarter ago asks for nothing any more; who led heard of it then.</summary>
    async ValueTask IEraser.ExpireAsync(string tenantId, string channelId, DateTimeOffset now, CancellationToken ct)
    {
        var before = now.AddDays(-7 * WeeksOfHands);
        await table.ClearAsync(
            RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), RaisedRow),
            entry => StoredJson.ReadOrSkip(entry, CallJson.Default.HandRow) is not { } row || row.Hand.At < before,
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
