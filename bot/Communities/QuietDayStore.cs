using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>The days on which a whole organisation wants no nudges.</summary>
internal sealed class QuietDayStore(ITable table, TurnClaim claim, LeadRights rights, QuietDayMemory memory)
{
    private const int Tries = 20;

    public async ValueTask<IReadOnlyList<QuietDays>> FindAsync(string tenantId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId), ct) is { } entry ? StoredJson.Read(entry, QuietJson.Default.QuietRow).Days : [];

    /// <summary>The same for a card that says when the next message comes: as they were within the last minute.</summary>
    public async ValueTask<IReadOnlyList<QuietDays>> FindLatelyAsync(string tenantId, CancellationToken ct)
    {
        if (memory.Find(tenantId) is { } known) return known;
        var days = await FindAsync(tenantId, ct);
        memory.Keep(tenantId, days);
        return days;
    }

    /// <summary>Changes the days, on what stands by then: two people who add a period at once have both added it.</summary>
    /// <param name="personId">Who changes them: administers the bot when they are stored, or nothing is.</param>
    /// <returns>The days as they are now; null when too many changed them at the same moment and nothing was stored.</returns>
    /// <exception cref="UserErrorException">The person does not administer the bot any more; says so.</exception>
    public async ValueTask<IReadOnlyList<QuietDays>?> ChangeAsync(
        string tenantId, string personId, Func<IReadOnlyList<QuietDays>, IReadOnlyList<QuietDays>> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var before = await table.FindAsync(KeyOf(tenantId), ct);
            if (!await rights.AdministersAsync(tenantId, personId, ct)) throw new UserErrorException(PermissionTexts.AdministratorsOnly);
            IReadOnlyList<QuietDays> days = before is null ? [] : StoredJson.Read(before, QuietJson.Default.QuietRow).Days;
            var after = change(days);
            if (ReferenceEquals(after, days)) return days;
            var json = JsonSerializer.Serialize(new QuietRow(1, after), QuietJson.Default.QuietRow);
            Change write = before is null ? new Change.Insert(KeyOf(tenantId), json) : new Change.Replace(before.Key, json, before.ETag);
            if (await claim.CommitAsync([write], ct) is null) continue;
            memory.Keep(tenantId, after);
            return after;
        }
        return null;
    }

    private static Key KeyOf(string tenantId) => new(Key.Join("tenant", tenantId), "quiet");
}

/// <param name="V">The row's version.</param>
internal sealed record QuietRow(int V, IReadOnlyList<QuietDays> Days);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(QuietRow))]
internal sealed partial class QuietJson : JsonSerializerContext;
