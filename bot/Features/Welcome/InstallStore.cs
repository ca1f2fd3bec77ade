using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Welcome;

/// <summary>
/// Whether the app is installed in a conversation. Teams tells it with two events in no promised order, and may tell each twice;
/// only the one that makes it true is news.
/// </summary>
internal sealed class InstallStore(ITable table, TurnClaim claim)
{
    /// <summary>Both events of one installation may run at once; the loser of the race reads again and finds no news.</summary>
    private const int Tries = 20;

    /// <summary>Records that the app came or went; true if that is news.</summary>
    /// <param name="place">The team, whichever of its channels an event comes from; outside teams the conversation.</param>
    /// <exception cref="InvalidOperationException">Others changed it again and again. Teams tells of it once more; a fact must not be lost.</exception>
    public async ValueTask<bool> RecordAsync(Turn turn, string place, bool installed, DateTimeOffset at, CancellationToken ct)
    {
        var key = KeyOf(turn.TenantId, place);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var entry = await table.FindAsync(key, ct);
            var before = Read(entry ?? await OfChannelAsync(turn, ct));
            var after = before.Hear(installed, at);
            if (after == before) return false;
            var json = JsonSerializer.Serialize(new InstallRow(1, after), InstallJson.Default.InstallRow);
            Change change = entry is null ? new Change.Insert(key, json) : new Change.Replace(key, json, entry.ETag);
            if (await claim.CommitAsync([change], ct) is not null) return after.Value != before.Value;
        }
        throw new InvalidOperationException("Others changed the installation again and again.");
    }

    /// <summary>Older versions wrote it down for the channel that was chosen when the app was added.</summary>
    private ValueTask<Entry?> OfChannelAsync(Turn turn, CancellationToken ct) => table.FindAsync(KeyOf(turn.TenantId, turn.Conversation.Id), ct);

    private static Known<bool> Read(Entry? entry) => entry is null ? default : StoredJson.Read(entry, InstallJson.Default.InstallRow).Installed;

    private static Key KeyOf(string tenantId, string place) => new(TurnClaim.PartitionOf(tenantId, place), "install");
}

/// <param name="V">The row's version.</param>
internal sealed record InstallRow(int V, Known<bool> Installed);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InstallRow))]
internal sealed partial class InstallJson : JsonSerializerContext;
