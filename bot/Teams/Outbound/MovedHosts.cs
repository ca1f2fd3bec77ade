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
    private readonly ConcurrentDictionary<string, Uri?> _hosts = [];

    /// <summary>Null for a tenant whose addresses are right.</summary>
    public async ValueTask<Uri?> FindAsync(string tenantId, CancellationToken ct)
    {
        if (_hosts.TryGetValue(tenantId, out var known)) return known;
        var entry = await table.FindAsync(RowOf(tenantId), ct);
        var host = entry is null ? null : StoredJson.ReadOrSkip(entry, MovedHostJson.Default.MovedHostRow)?.Service;
        return _hosts[tenantId] = host;
    }

    public async ValueTask KeepAsync(string tenantId, Uri service, CancellationToken ct)
    {
        if (_hosts.TryGetValue(tenantId, out var known) && known == service) return;
        var json = JsonSerializer.Serialize(new MovedHostRow(1, service), MovedHostJson.Default.MovedHostRow);
        await table.BatchAsync([new Change.Upsert(RowOf(tenantId), json)], ct);
        _hosts[tenantId] = service;
    }

    private static Key RowOf(string tenantId) => new(Key.Join("moved", tenantId), "host");
}

/// <param name="V">The row's version.</param>
internal sealed record MovedHostRow(int V, Uri Service);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MovedHostRow))]
internal sealed partial class MovedHostJson : JsonSerializerContext;
