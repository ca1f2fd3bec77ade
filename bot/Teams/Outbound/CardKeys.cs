using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// The keys that sign cards: one for each period of 90 days, 32 random bytes, in the store. Periods count from 1970, so that two instances that
/// need a new key at once try to insert the same row, and the one that comes late reads the other's. A key is accepted for 13 months after its
/// period: cards stay in chats that long.
/// </summary>
internal sealed class CardKeys(ITable table, TimeProvider time)
{
    public static readonly TimeSpan Period = TimeSpan.FromDays(90);
    public static readonly TimeSpan Accepted = TimeSpan.FromDays(396);

    /// <summary>How long a key that was not there is taken for absent: forged signatures must not cost storage operations.</summary>
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(2);

    private static readonly string Partition = Key.Join("keys");

    private readonly ConcurrentDictionary<int, byte[]> _keys = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> _absent = [];

    /// <summary>The period that it is now.</summary>
    public int Current => (int)(time.GetUtcNow().ToUnixTimeSeconds() / (long)Period.TotalSeconds);

    /// <summary>The key to sign with in a period; made if there is none yet.</summary>
    public ValueTask<byte[]> ForSigningAsync(int period, CancellationToken ct) =>
        _keys.TryGetValue(period, out var key) ? new(key) : MakeAsync(period, ct);

    /// <summary>The key of a period, or null where there is none or it is too old. A period ahead is looked for too: clocks differ.</summary>
    public async ValueTask<byte[]?> ForVerifyingAsync(int period, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (period > Current + 1 || now > EndOf(period) + Accepted) return null;
        if (_keys.TryGetValue(period, out var key)) return key;
        if (_absent.TryGetValue(period, out var asked) && now - asked < Absence) return null;
        if (await ReadAsync(period, ct) is { } found) return found;
        _absent[period] = now;
        return null;
    }

    private static DateTimeOffset EndOf(int period) => DateTimeOffset.UnixEpoch + ((period + 1) * Period);

    private async ValueTask<byte[]> MakeAsync(int period, CancellationToken ct)
    {
        if (await ReadAsync(period, ct) is { } there) return there;
        var made = RandomNumberGenerator.GetBytes(32);
        var json = JsonSerializer.Serialize(new CardKeyRow(1, made), CardKeyJson.Default.CardKeyRow);
        if (await table.InsertAsync(RowOf(period), json, ct) is null)
            return await ReadAsync(period, ct) ?? throw new StorageUnavailableException("A key for cards was taken and is not there.");
        return _keys[period] = made;
    }

    private async ValueTask<byte[]?> ReadAsync(int period, CancellationToken ct)
    {
        if (await table.FindAsync(RowOf(period), ct) is not { } entry) return null;
        return StoredJson.ReadOrSkip(entry, CardKeyJson.Default.CardKeyRow) is { Secret.Length: 32 } row
            ? _keys[period] = row.Secret : throw new StorageUnavailableException("A key for cards is not readable.");
    }

    private static Key RowOf(int period) => new(Partition, Key.Join("card", period.ToString(CultureInfo.InvariantCulture)));
}

/// <param name="V">The row's version.</param>
internal sealed record CardKeyRow(int V, byte[] Secret);

[JsonSerializable(typeof(CardKeyRow))]
internal sealed partial class CardKeyJson : JsonSerializerContext;
