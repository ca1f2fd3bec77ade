using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>What is known per tenant of who is still here: when it was asked last, what stood in the way, and where the accounts' changes go on.</summary>
internal sealed class PresenceStore(ITable table, IAgenda agenda)
{
    /// <summary>The job that asks every night who is still here.</summary>
    public const string ReconcileJob = "presence.reconcile";

    /// <summary>The subject of the line that begins a night; the night's further lines say how far it got.</summary>
    public const string Night = "night";

    private static readonly TimeOnly Hour = new(3, 0);

    private const int Tries = 20;

    /// <summary>Facts of a tenant; those of one that was never asked about where there are none, or where they were spoiled.</summary>
    public async ValueTask<PresenceFacts> FactsAsync(string tenantId, CancellationToken ct) => Read(await table.FindAsync(KeyOf(tenantId, "facts"), ct));

    /// <summary>Changes the facts, on what stands by then: each part of them has a job of its own, and these may run at the same time.</summary>
    /// <exception cref="InvalidOperationException">Others changed them again and again; the job comes again.</exception>
    public async ValueTask ChangeAsync(string tenantId, Func<PresenceFacts, PresenceFacts> change, CancellationToken ct)
    {
        var key = KeyOf(tenantId, "facts");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var entry = await table.FindAsync(key, ct);
            var before = Read(entry);
            var after = change(before);
            if (after == before) return;
            var json = JsonSerializer.Serialize(after, PresenceJson.Default.PresenceFacts);
            if ((entry is null ? await table.InsertAsync(key, json, ct) : await table.ReplaceAsync(key, json, entry.ETag, ct)) is not null) return;
        }
        throw new InvalidOperationException("Others changed the facts again and again.");
    }

    private static PresenceFacts Read(Entry? entry) =>
        entry is null ? PresenceFacts.None : StoredJson.ReadOrSkip(entry, PresenceJson.Default.PresenceFacts) ?? PresenceFacts.None;

    /// <summary>Where the changes of a tenant's accounts go on; null: from the beginning.</summary>
    public async ValueTask<string?> LinkAsync(string tenantId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId, "accounts"), ct) is { } entry ? StoredJson.ReadOrSkip(entry, PresenceJson.Default.AccountsRow)?.Link : null;

    /// <summary>The last one stands: what lies before a link was looked at by whoever wrote it, and looking twice hurts nobody.</summary>
    public async ValueTask SaveLinkAsync(string tenantId, string? link, CancellationToken ct) =>
        await table.BatchAsync([new Change.Upsert(KeyOf(tenantId, "accounts"),
            JsonSerializer.Serialize(new AccountsRow(1, link), PresenceJson.Default.AccountsRow))], ct);

    /// <summary>
    /// Plans the next night. Every night plans the one after it; that it is planned here too, wherever a community is touched, mends a chain that broke.
    /// </summary>
    public ValueTask EnsurePlannedAsync(string tenantId, DateTimeOffset now, CancellationToken ct) => agenda.EnsureAsync(NextNight(tenantId, now), ct);

    /// <summary>The line of the first night after a moment: at three, when nobody is bothered.</summary>
    public static DueItem NextNight(string tenantId, DateTimeOffset now)
    {
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        var tonight = LocalTime.MomentOf(LocalTime.DefaultZone, today, Hour);
        return new(tenantId, ReconcileJob, Night, tonight > now ? tonight : LocalTime.MomentOf(LocalTime.DefaultZone, today.AddDays(1), Hour));
    }

    private static Key KeyOf(string tenantId, string row) => new(Key.Join("tenant", tenantId), Key.Join("presence", row));
}

/// <summary>What is known per tenant.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Members">Of who is in the channels.</param>
/// <param name="Accounts">Of whose account is open; only at level 2.</param>
/// <param name="Noticed">The day on which the administrators heard last that something is in the way.</param>
/// <param name="Messages">That a channel could not be read back, until the administrators heard it; null otherwise.</param>
internal sealed record PresenceFacts(int V, SourceFacts Members, SourceFacts Accounts, DateOnly? Noticed = null, SourceFacts? Messages = null)
{
    public static PresenceFacts None { get; } = new(1, new(), new());

    /// <summary>When all rosters were last asked for; null if never.</summary>
    [JsonIgnore]
    public DateTimeOffset? MembersAsOf => Members.AsOf;

    /// <summary>When the changes of accounts were last read to the end; null if never.</summary>
    [JsonIgnore]
    public DateTimeOffset? AccountsAsOf => Accounts.AsOf;

    /// <summary>In how many communities nobody told who is there.</summary>
    [JsonIgnore]
    public int Unseen => Members.Unseen;
}

/// <param name="AsOf">When a round last came to its end; null if never.</param>
/// <param name="Trouble">What stood in the way of the last round, or of a part of it.</param>
/// <param name="TroubleSince">Since when something is.</param>
/// <param name="Unseen">In how many communities nobody told who is there, in the last round.</param>
internal sealed record SourceFacts(DateTimeOffset? AsOf = null, PeopleTrouble? Trouble = null, DateTimeOffset? TroubleSince = null, int Unseen = 0)
{
    /// <summary>The facts after a round that came to its end; <paramref name="trouble"/> was in the way of a part of it.</summary>
    public SourceFacts Finished(DateTimeOffset now, PeopleTrouble? trouble, int unseen) =>
        new(now, trouble, trouble is null ? null : TroubleSince ?? now, unseen);

    /// <summary>The facts after a round that was given up: what was known stays, and gets older.</summary>
    public SourceFacts GivenUp(DateTimeOffset now, PeopleTrouble trouble) => this with { Trouble = trouble, TroubleSince = TroubleSince ?? now };
}

/// <param name="V">The row's version.</param>
internal sealed record AccountsRow(int V, string? Link);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PresenceFacts))]
[JsonSerializable(typeof(AccountsRow))]
internal sealed partial class PresenceJson : JsonSerializerContext;
