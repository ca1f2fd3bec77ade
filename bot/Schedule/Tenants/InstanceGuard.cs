using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// A copy of the data, in a test environment or a restored backup, must not post in the real channels beside the original. So the data carries the mark of
/// the bot it belongs to, and another one sends nothing of its own accord until it is told to adopt the data.
/// </summary>
internal sealed partial class InstanceGuard(ITable table, GivenUp givenUp, IOptions<ScheduleOptions> options, IOptions<StorageOptions> storage,
    IConfiguration configuration, ILogger<InstanceGuard> logger)
    : IHealthDetail
{
    private static readonly Key Row = new("schedule", "instance");

    private volatile bool _isOurs;
    private volatile string? _stranger;

    /// <summary>Whether the data is this bot's. Asked of the store until it is.</summary>
    public async ValueTask<bool> MaySendAsync(CancellationToken ct)
    {
        if (_isOurs) return true;
        var ours = new InstanceRow(1, Mark());
        var json = JsonSerializer.Serialize(ours, ScheduleJson.Default.InstanceRow);
        if (await table.FindAsync(Row, ct) is not { } entry)
        {
            if (await table.InsertAsync(Row, json, ct) is not null) return _isOurs = true;
            // Somebody was faster: another bot, or this one asking twice at once.
            if (await table.FindAsync(Row, ct) is not { } theirs) return false;
            entry = theirs;
        }
        var owner = StoredJson.Read(entry, ScheduleJson.Default.InstanceRow).Mark;
        if (owner == ours.Mark) return _isOurs = true;
        if (owner == options.Value.Adopt) return _isOurs = await table.ReplaceAsync(Row, json, entry.ETag, ct) is not null;
        if (_stranger is null) Log.Stranger(logger, owner);
        _stranger = owner;
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> DetailAsync(CancellationToken ct)
    {
        var tenants = await givenUp.CountAsync(ct);
        return (_isOurs, _stranger, tenants) switch
        {
            (false, { } owner, _) => $"The bot posts nothing of its own accord: the data belongs to another one. Set Schedule:Adopt={owner} if it shall "
                + $"take that one's place.",
            (_, _, > 0) => $"Organisations with work that was given up: {tenants}. The log says why, and nudges retry tries it again.",
            _ => null,
        };
    }

    /// <summary>Who we are: by name, or by registration and the place of the data.</summary>
    private string Mark()
    {
        if (options.Value.Instance.Length > 0) return options.Value.Instance;
        var place = storage.Value.IsAzure ? $"{Account(storage.Value)}/{storage.Value.Table}" : Path.GetFullPath(storage.Value.Sqlite);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{configuration["Bot:AppId"]}|{place}")))[..12];
    }

    /// <summary>Of a connection string only what is no secret.</summary>
    private static string Account(StorageOptions storage) => storage.TableEndpoint.Length > 0
        ? storage.TableEndpoint
        : string.Concat(storage.ConnectionString.Split(';').Where(part => part.StartsWith("AccountName=", StringComparison.OrdinalIgnoreCase)
            || part.StartsWith("TableEndpoint=", StringComparison.OrdinalIgnoreCase)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "The data belongs to another bot ({Owner}), so this one posts nothing of its own accord. Schedule:Adopt={Owner} lets it take that one's place.")]
        public static partial void Stranger(ILogger logger, string owner);
    }
}

/// <param name="V">The row's version.</param>
internal sealed record InstanceRow(int V, string Mark);
