using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Audit;

/// <summary>Who did what to a role, when: rows beside the community, newest first by key, written in the batch of what they tell of.</summary>
internal sealed class AuditStore(ITable table, IAgenda agenda) : IEraser, IRound
{
    /// <summary>The job that takes old rows away, once a month for a tenant; its subject is <see cref="SweepSubject"/>.</summary>
    public const string SweepJob = "audit.sweep";

    /// <summary>How long rows are kept.</summary>
    public const int MonthsKept = 24;

    private const string Row = "audit";
    private const string SweepSubject = "all";
    private const int PageSize = 100;

    /// <summary>The row to write with a change.</summary>
    /// <param name="place">Distinguishes the entries of one batch.</param>
    public static Change EntryFor(Community community, RoleEvent happened, DateTimeOffset at, int place)
    {
        var entry = new AuditEntry(1, at, happened.Role, happened.Deed, happened.By.Id, happened.By.Name, happened.About?.Id ?? "", happened.About?.Name ?? "",
            AuditSentences.IsBetweenTwo(happened.Deed) ? happened.Tell?.Id ?? "" : null);
        var key = new Key(
            TurnClaim.PartitionOf(community.TenantId, community.ChannelId),
            Key.Join(Row, OrderOf(at), $"{happened.Role}.{happened.Revision}.{place}"));
        return new Change.Upsert(key, JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry));
    }

    /// <summary>
    /// The entry of one event, if it came to pass: it was written with it or not at all, so who was told that something would happen finds here whether
    /// it did. Null for none, and for one that was erased.
    /// </summary>
    public async ValueTask<AuditEntry?> FindAsync(string tenantId, string channelId, DateTimeOffset at, Role role, int revision, RoleDeed deed,
        CancellationToken ct)
    {
        var range = RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), Row, OrderOf(at));
        var page = await table.QueryAsync(range, PageSize, continuation: null, ct);
        return page.Entries.Where(entry => Key.Split(entry.Key.Row)[^1].StartsWith($"{role}.{revision}.", StringComparison.Ordinal))
            .Select(entry => StoredJson.ReadOrSkip(entry, AuditJson.Default.AuditEntry)).FirstOrDefault(entry => entry?.Deed == deed);
    }

    /// <summary>Entries of a community, newest first.</summary>
    /// <param name="after">The row of the last entry seen; null for the newest.</param>
    public async ValueTask<AuditPage> PageAsync(string tenantId, string channelId, string? after, int most, CancellationToken ct)
    {
        var range = RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), Row);
        // Two more than asked for: the last one seen, if it is still there, and one that tells whether there are more.
        var page = await table.QueryAsync(after is null ? range : range with { From = after }, most + 2, continuation: null, ct);
        var rows = page.Entries.Where(entry => entry.Key.Row != after).ToList();
        return new([.. rows.Take(most).Select(Read).OfType<AuditRead>()], rows.Count > most ? rows[most - 1].Key.Row : null);
    }

    /// <summary>Makes sure that old rows of a tenant will be taken away: something was just written, or is about to be.</summary>
    public ValueTask NoteSweepAsync(string tenantId, DateTimeOffset at, CancellationToken ct) => agenda.EnsureAsync(NextSweep(tenantId, at), ct);

    /// <inheritdoc/>
    public IEnumerable<DueItem> LinesOf(Community community, RoundOccasion occasion, DateTimeOffset now) => [NextSweep(community.TenantId, now)];

    /// <summary>The line of the next month, the same whoever plans it.</summary>
    public static DueItem NextSweep(string tenantId, DateTimeOffset at) =>
        new(tenantId, SweepJob, SweepSubject, new DateTimeOffset(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 3, 0, 0, TimeSpan.Zero).AddMonths(1));

    /// <summary>Takes away the rows of a community from before a moment.</summary>
    public async ValueTask SweepAsync(string tenantId, string channelId, DateTimeOffset before, CancellationToken ct)
    {
        var range = RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), Row);
        await table.ClearAsync(range with { From = Key.Join(Row, OrderOf(before)) }, _ => true, ct);
    }

    /// <summary>Takes a person out of all rows of a community: that something happened stays, whom it was is gone.</summary>
    async ValueTask IEraser.EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        await table.RewriteAsync(
            RowRange.Under(TurnClaim.PartitionOf(tenantId, channelId), Row),
            entry => Read(entry) is { } read && read.Entry.Concerns(personId) ? read.Without(personId) : null,
            ct);
    }

    /// <summary>Ticks that count down: what is newer stands first.</summary>
    private static string OrderOf(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static AuditRead? Read(Entry entry) =>
        StoredJson.ReadOrSkip(entry, AuditJson.Default.AuditEntry) is { } read ? new(read, entry) : null;
}

/// <param name="Older">The row to go on after; null when there is nothing older.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRead> Entries, string? Older);

/// <summary>An entry as it was read.</summary>
internal sealed record AuditRead(AuditEntry Entry, Entry Stored)
{
    internal Change.Replace Without(string personId) =>
        new(Stored.Key, JsonSerializer.Serialize(Entry.Without(personId), AuditJson.Default.AuditEntry), Stored.ETag);
}

/// <param name="V">The row's version.</param>
/// <param name="ById">The Entra object id of whoever did it; empty for the bot, <see cref="Erased"/> for somebody who was erased.</param>
/// <param name="ByName">The name as it was then.</param>
/// <param name="AboutId">Whose role it is about; empty for nobody's, and else as above.</param>
/// <param name="AskedById">Whose question was answered, where only they may hear the answer; null for everything else, and in rows from before it was
/// kept.</param>
internal sealed record AuditEntry(
    int V,
    DateTimeOffset At,
    Role? Role,
    RoleDeed Deed,
    string ById,
    string ByName,
    string AboutId,
    string AboutName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AskedById = null)
{
    /// <summary>Stands for everyone who was erased.</summary>
    public const string Erased = "erased";

    public bool Concerns(string personId) => ById == personId || AboutId == personId || AskedById == personId;

    /// <summary>The same of which nobody can tell any more that it was this person.</summary>
    public AuditEntry Without(string personId) => this with
    {
        ById = ById == personId ? Erased : ById,
        ByName = ById == personId ? "" : ByName,
        AboutId = AboutId == personId ? Erased : AboutId,
        AboutName = AboutId == personId ? "" : AboutName,
        AskedById = AskedById == personId ? Erased : AskedById,
    };
}

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
