using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Who administers the bot for an organisation: the first installer, and whoever was named since. Each change stands in the tenant's partition together with
/// a row that tells of it.
/// </summary>
internal sealed class AdministratorStore(ITable table, TurnClaim claim, IAgenda agenda)
{
    /// <summary>The job that tells somebody personally; its subject is the row key of what happened.</summary>
    public const string NewsJob = "admin.news";

    private const string History = "admin";
    private const int Tries = 10;

    /// <summary>Makes a person the first administrator, unless the organisation has one. True if it is this person, now or before.</summary>
    /// <param name="near">Where the app was added.</param>
    public async ValueTask<bool> TryBecomeFirstAsync(string tenantId, Person person, Address near, DateTimeOffset now, CancellationToken ct)
    {
        var row = await FindAsync(tenantId, ct);
        // Nobody is left where the last one's account was deleted: the organisation starts over.
        if (row is { Read.All.Count: > 0 }) return row.Read.Include(person.Id);
        var first = new Administrators([new(person, now)], (row?.Read.Revision ?? 0) + 1);
        var entry = new AdministratorEntry(1, now, AdministratorDeed.First, Person.Bot, person, near, Language.Current);
        var written = await table.BatchAsync([Write(tenantId, first, row?.Entry), Tell(tenantId, first.Revision, entry)], ct);
        return written.Applied || await IsAsync(tenantId, person.Id, ct);
    }

    public async ValueTask<bool> IsAsync(string tenantId, string personId, CancellationToken ct) => (await ReadAsync(tenantId, ct)).Include(personId);

    /// <summary>Who administers the bot; nobody where it was never added to a team.</summary>
    public async ValueTask<Administrators> ReadAsync(string tenantId, CancellationToken ct) => (await FindAsync(tenantId, ct))?.Read ?? new([], 0);

    /// <summary>Lets a rule decide and stores what it decided. If somebody else changed it meanwhile, the rule decides again on what is there then.</summary>
    public async ValueTask<AdministratorOutcome> ChangeAsync(Turn turn, Func<Administrators, AdministratorOutcome> rule, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var row = await FindAsync(turn.TenantId, ct);
            var outcome = rule(row?.Read ?? new([], 0));
            if (outcome is not AdministratorOutcome.Changed changed) return outcome;

            var entry = new AdministratorEntry(1, turn.At, changed.Deed, turn.From, changed.About, turn.Address, Language.Current);
            var told = Tell(turn.TenantId, changed.After.Revision, entry);
            await agenda.PlanAsync(new(turn.TenantId, NewsJob, told.Key.Row, turn.At), ct);
            if (await claim.CommitAsync([Write(turn.TenantId, changed.After, row?.Entry), told], ct) is not null) return changed;
        }
        return new AdministratorOutcome.Refused(AdministratorRefusal.Busy);
    }

    /// <summary>What happened last, newest first.</summary>
    public async ValueTask<IReadOnlyList<AdministratorEntry>> HistoryAsync(string tenantId, int most, CancellationToken ct)
    {
        var page = await table.QueryAsync(RowRange.Under(PartitionOf(tenantId), History), most, continuation: null, ct);
        return [.. page.Entries.Select(entry => StoredJson.ReadOrSkip(entry, AdministratorJson.Default.AdministratorEntry)).OfType<AdministratorEntry>()];
    }

    /// <summary>One thing that happened, by its row key; null when it is not there (any more).</summary>
    public async ValueTask<AdministratorEntry?> EntryAsync(string tenantId, string row, CancellationToken ct) =>
        await table.FindAsync(new(PartitionOf(tenantId), row), ct) is { } entry
            ? StoredJson.ReadOrSkip(entry, AdministratorJson.Default.AdministratorEntry) : null;

    /// <summary>Takes away what happened before a moment.</summary>
    public async ValueTask SweepAsync(string tenantId, DateTimeOffset before, CancellationToken ct)
    {
        var range = RowRange.Under(PartitionOf(tenantId), History) with { From = Key.Join(History, OrderOf(before)) };
        await table.ClearAsync(range, _ => true, ct);
    }

    /// <summary>
    /// Takes a person out of the list and out of what happened. It cannot be refused, not for the last one either: their account is gone, or somebody
    /// else was named before. Whoever adds the bot to a team next then administers it.
    /// </summary>
    public async ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct)
    {
        try
        {
            while (await FindAsync(tenantId, ct) is { } row && row.Read.Include(personId))
            {
                var after = new Administrators([.. row.Read.All.Where(administrator => administrator.Who.Id != personId)], row.Read.Revision + 1);
                if (await claim.CommitAsync([Write(tenantId, after, row.Entry)], ct) is not null) break;
            }
        }
        finally
        {
            // Also where the row is spoiled: this needs to understand none.
            await PersonTraces.EraseAsync(table, PartitionOf(tenantId), personId, ct);
        }
    }

    private async ValueTask<FoundAdministrators?> FindAsync(string tenantId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId), ct) is { } entry ? new(StoredJson.Read(entry, AdministratorJson.Default.AdministratorRow).Read(), entry) : null;

    private static Change Write(string tenantId, Administrators administrators, Entry? before)
    {
        var json = JsonSerializer.Serialize(AdministratorRow.Of(administrators), AdministratorJson.Default.AdministratorRow);
        return before is null ? new Change.Insert(KeyOf(tenantId), json) : new Change.Replace(before.Key, json, before.ETag);
    }

    private static Change.Upsert Tell(string tenantId, int revision, AdministratorEntry entry)
    {
        var key = new Key(PartitionOf(tenantId), Key.Join(History, OrderOf(entry.At), revision.ToString(CultureInfo.InvariantCulture)));
        return new(key, JsonSerializer.Serialize(entry, AdministratorJson.Default.AdministratorEntry));
    }

    /// <summary>Ticks that count down: what is newer stands first.</summary>
    private static string OrderOf(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string PartitionOf(string tenantId) => Key.Join("tenant", tenantId);

    private static Key KeyOf(string tenantId) => new(PartitionOf(tenantId), "administrators");
}

/// <summary>Something that happened to an administrator.</summary>
/// <param name="V">The row's version.</param>
/// <param name="By">Who did it; <see cref="Person.Bot"/> for the first one, whom nobody named.</param>
/// <param name="Near">Where it was done: tells which connector and which bot reach the person.</param>
/// <param name="Language">What was spoken there; the person's own choice goes first.</param>
internal sealed record AdministratorEntry(int V, DateTimeOffset At, AdministratorDeed Deed, Person By, Person About, Address Near, string Language);

/// <summary>The list as it was read.</summary>
internal sealed record FoundAdministrators(Administrators Read, Entry Entry);

/// <param name="V">The row's version.</param>
/// <param name="People">Entra object ids: who they are. Versions before there were names know these alone.</param>
/// <param name="Since">Since when the first one is.</param>
/// <param name="Known">Names, addresses and dates.</param>
internal sealed record AdministratorRow(int V, IReadOnlyList<string> People, DateTimeOffset Since, int Revision = 0, IReadOnlyList<Administrator>? Known = null)
{
    public static AdministratorRow Of(Administrators administrators) => new(
        1,
        [.. administrators.All.Select(administrator => administrator.Who.Id)],
        administrators.All.Select(administrator => administrator.Since).DefaultIfEmpty().Min(),
        administrators.Revision,
        administrators.All);

    public Administrators Read() => new(
        [.. People.Select(id => Known?.FirstOrDefault(known => known.Who.Id == id) ?? new Administrator(new(id, "", ""), Since))],
        Revision);
}

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AdministratorRow))]
[JsonSerializable(typeof(AdministratorEntry))]
internal sealed partial class AdministratorJson : JsonSerializerContext;
