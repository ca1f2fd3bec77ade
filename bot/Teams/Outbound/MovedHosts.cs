using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// Where a tenant turned out to live, should its stored addresses say otherwise (403 InvalidBotApiHost). Kept in the store, and asked for once in a
/// process. The edge asks again whether the host is trusted, before anything leaves for it.
/// </summary>
internal sealed class MovedHosts(ITable table)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Uri?>>> _hosts = [];

    /// <summary>Null for a tenant whose addresses are right. Many who ask at once ask the store once.</summary>
    public async ValueTask<Uri?> FindAsync(string tenantId, CancellationToken ct)
    {
        var asked = _hosts.GetOrAdd(tenantId, id => new(() => AskAsync(id)));
        try
        {
            return await asked.Value.WaitAsync(ct);
        }
        catch (Exception) when (asked.Value.IsFaulted)
        {
            // Whatever went wrong: the next one asks again.
            _hosts.TryRemove(new(tenantId, asked));
            throw;
        }
    }

    public async ValueTask KeepAsync(string tenantId, Uri service, CancellationToken ct)
    {
        if (await FindAsync(tenantId, ct) == service) return;
        var json = JsonSerializer.Serialize(new MovedHostRow(1, service), MovedHostJson.Default.MovedHostRow);
        await table.BatchAsync([new Change.Upsert(RowOf(tenantId), json)], ct);
        _hosts[tenantId] = new(Task.FromResult<Uri?>(service));
    }

    private async Task<Uri?> AskAsync(string tenantId) =>
        await table.FindAsync(RowOf(tenantId), CancellationToken.None) is { } entry
            ? StoredJson.ReadOrSkip(entry, MovedHostJson.Default.MovedHostRow)?.Service : null;

    private static Key RowOf(string tenantId) => new(Key.Join("moved", tenantId), "host");
}

/// <param name="V">The row's version.</param>
internal sealed record MovedHostRow(int V, Uri Service);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MovedHostRow))]
internal sealed partial class MovedHostJson : JsonSerializerContext;
