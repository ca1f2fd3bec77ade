using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>
/// Contributions beside their community: a row for each person, and what it said before as rows that are kept, newest first by key. Nobody writes
/// another's.
/// </summary>
/// <remarks>
/// What somebody contributes is theirs: only they write and confirm it, and the leads see whether and when. A card with it goes only where nobody else
/// sees the answer, which is the person's own chat or a targeted message.
/// </remarks>
internal sealed class ContributionStore(ITable table, CommunityStore communities) : IEraser
{
    /// <summary>
    /// The job that asks somebody for their contribution, if that is still called for; its subject is the channel, the person's id and the occasion.
    /// </summary>
    public const string AskJob = "contribution.ask";

    private const string Row = "contribution";
    private const string PastRow = "contribution.past";
    private const int Most = 1_000;

    /// <summary>Not in the same breath as the thanks for taking a role; and whoever undoes it meanwhile is not asked at all.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>What is due when somebody's roles changed: what they wrote for others is put away, and they are asked anew.</summary>
    /// <param name="occasion">Distinguishes the times that one person is asked.</param>
    public static DueItem AskAbout(Community community, Person person, string occasion, DateTimeOffset at) =>
        new(community.TenantId, AskJob, Key.Join(community.ChannelId, person.Id, occasion), at + Pause);

    public async ValueTask<StoredContribution?> FindAsync(string tenantId, string channelId, string personId, CancellationToken ct) =>
        personId.Length > 0 && await table.FindAsync(KeyOf(tenantId, channelId, personId), ct) is { } entry
            ? new(StoredJson.Read(entry, ContributionJson.Default.ContributionRow).Contribution, entry.ETag)
            : null;

    /// <summary>Everyone's in a community; at most a thousand.</summary>
    public ValueTask<IReadOnlyList<Contribution>> ListAsync(string tenantId, string channelId, CancellationToken ct) =>
        ReadAsync(RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), Row), Most, ct);

    /// <summary>What a person's contribution said before, newest first.</summary>
    public ValueTask<IReadOnlyList<Contribution>> PastAsync(string tenantId, string channelId, string personId, int most, CancellationToken ct) =>
        ReadAsync(RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), PastRow, personId), most, ct);

    /// <summary>
    /// Stores what a person confirmed. What it said before is kept; when it must be asked again is planned first.
    /// </summary>
    /// <param name="before">As it was read; null if there was none.</param>
    /// <returns>False if it was changed meanwhile: nothing was stored.</returns>
    public async ValueTask<bool> SaveAsync(Community community, StoredContribution? before, Contribution after, CancellationToken ct)
    {
        var (key, json) = (KeyOf(community.TenantId, community.ChannelId, after.Who.Id), Write(after));
        Change write = before is null ? new Change.Insert(key, json) : new Change.Replace(key, json, before.ETag);
        var kept = before is { Contribution: var said } && !said.SaysTheSameAs(after) ? (Change[])[Kept(community, said, after.ConfirmedAt)] : [];
        DueItem again = new(community.TenantId, AskJob, Key.Join(community.ChannelId, after.Who.Id, "again"), AskAgainAt(after));
        return await WriteAsync(community, it => new(true, it.WithContribution(after.Who.Id, after, after.ConfirmedAt))
        {
            Beside = [write, .. kept],
            Due = [again],
            Known = [after.Who]
        }, ct);
    }

    /// <summary>Puts a contribution away that holds no longer, and keeps what it said; false if it was changed meanwhile.</summary>
    public async ValueTask<bool> PutAwayAsync(Community community, StoredContribution before, DateTimeOffset at, CancellationToken ct)
    {
        var said = before.Contribution;
        var gone = new Change.Delete(KeyOf(community.TenantId, community.ChannelId, said.Who.Id), before.ETag);
        return await WriteAsync(community, it => new(true, it.WithContribution(said.Who.Id, null, at)) { Beside = [gone, Kept(community, said, at)] }, ct);
    }

    /// <summary>
    /// Writes rows of a person's contribution, and with them, all or nothing, up to when the community may count on it: the weekly message asks the
    /// community alone.
    /// </summary>
    private async ValueTask<bool> WriteAsync(Community community, Func<Community, Ruling<bool>> rule, CancellationToken ct) =>
        (await communities.DecideAsync(community.TenantId, community.ChannelId, rule, ct)).Holds;

    /// <summary>Takes away what a person wrote in a community, now and before, and their name where others turn to them.</summary>
    async ValueTask IEraser.EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var row in new[] { Row, PastRow })
            await table.RewriteAsync(RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), row), entry => Without(entry, personId), ct);
    }

    /// <summary>Null where nothing in a row is about the person.</summary>
    private static Change? Without(Entry entry, string personId)
    {
        if (StoredJson.ReadOrSkip(entry, ContributionJson.Default.ContributionRow) is not { Contribution: var said }) return null;
        if (said.Who.Id == personId) return new Change.Delete(entry.Key, entry.ETag);
        return said.AskWho?.Id == personId ? new Change.Replace(entry.Key, Write(said with { AskWho = null }), entry.ETag) : null;
    }

    private static Change.Upsert Kept(Community community, Contribution said, DateTimeOffset at)
    {
        var order = (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
        return new(new(TurnClaim.PartitionOf(community.TenantId, community.ChannelId), Key.Join(PastRow, said.Who.Id, order)), Write(said));
    }

    /// <summary>When the confirmation runs out, or once the last day that it is meant for is past: at noon in UTC the next day has begun everywhere.</summary>
    private static DateTimeOffset AskAgainAt(Contribution contribution) =>
        contribution.Until is { } until && new DateTimeOffset(until.AddDays(1), new(12, 0), TimeSpan.Zero) is var over
            && over < contribution.ExpiresAt ? over : contribution.ExpiresAt;

    private async ValueTask<IReadOnlyList<Contribution>> ReadAsync(RowRange range, int most, CancellationToken ct)
    {
        var page = await table.QueryAsync(range, most, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, ContributionJson.Default.ContributionRow)?.Contribution).OfType<Contribution>()];
    }

    private static Key KeyOf(string tenantId, string channelId, string personId) => new(TurnClaim.PartitionOf(tenantId, channelId), Key.Join(Row, personId));

    private static string Write(Contribution contribution) => JsonSerializer.Serialize(new(1, contribution), ContributionJson.Default.ContributionRow);
}

/// <summary>A contribution as it was read.</summary>
internal sealed record StoredContribution(Contribution Contribution, string ETag);

/// <param name="V">The row's version.</param>
internal sealed record ContributionRow(int V, Contribution Contribution);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ContributionRow))]
internal sealed partial class ContributionJson : JsonSerializerContext;
