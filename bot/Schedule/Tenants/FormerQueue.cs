using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Before version 0.2 work waited in a queue. What a data file of that time still holds stands in rows of one partition
/// (<see cref="SqliteSchema"/>), and becomes lines and what was given up here, once. A tenant's message is dropped: the index has the tenant.
/// </summary>
internal sealed partial class FormerQueue(ITable table, Agenda agenda, GivenUp givenUp, DueSignal signal, TimeProvider clock, ILogger<FormerQueue> logger)
{
    private const int PageSize = 100;

    private volatile bool _isEmpty;

    /// <summary>Row by row: whoever dies in between, or does it at the same time, does a row twice, which is once.</summary>
    public async ValueTask MoveAsync(CancellationToken ct)
    {
        while (!_isEmpty)
        {
            var page = await table.QueryAsync(new(SqliteSchema.FormerQueue), PageSize, continuation: null, ct);
            foreach (var entry in page.Entries)
            {
                if (!await TryMoveAsync(StoredJson.ReadOrSkip(entry, FormerJson.Default.FormerRow), ct)) Log.Unreadable(logger);
                await table.DeleteAsync(entry.Key, entry.ETag, ct);
            }
            _isEmpty = page.Entries.Count == 0;
        }
    }

    /// <summary>False for what no version of this program wrote.</summary>
    private async ValueTask<bool> TryMoveAsync(FormerRow? row, CancellationToken ct)
    {
        if (row is null || Read(row.Body) is not { } message) return false;
        if (message.Line is { } line && (row.Reason is not null || message.IsDead))
        {
            await givenUp.MarkAsync(line.TenantId, ct);
            await agenda.GiveUpAsync(due: null, new(1, line, clock.GetUtcNow(), Error: row.Reason ?? message.Error), ct);
        }
        else if (message.Line is { } alive)
        {
            if (await agenda.PlanAsync(alive, ct) is { } due) signal.Release(alive.TenantId, due);
        }
        else if (row.Reason is not null)
            // Its fence says that it was given up.
            await givenUp.MarkAsync(message.Tenant!, ct);
        return true;
    }

    private static FormerMessage? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, FormerJson.Default.FormerMessage) is { V: 1 } message
                && (message.Tenant ?? message.Line?.TenantId) is not null
                ? message
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A message of the former queue cannot be read and was taken away.")]
        public static partial void Unreadable(ILogger logger);
    }
}

/// <param name="Reason">Why it was poisoned; null: it waited to be done.</param>
internal sealed record FormerRow(int V, string Body, string? Reason = null);

/// <param name="Tenant">Do what is due there.</param>
/// <param name="Line">Put this line back; where it is dead, give it up.</param>
internal sealed record FormerMessage(int V, string? Tenant = null, string? Error = null, DueItem? Line = null, bool IsDead = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FormerRow))]
[JsonSerializable(typeof(FormerMessage))]
internal sealed partial class FormerJson : JsonSerializerContext;
