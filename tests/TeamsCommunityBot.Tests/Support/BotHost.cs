using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// The whole bot in its Production configuration, on real Kestrel and a real store, against a simulated Teams: nothing but settings tell it where
/// everything is.
/// </summary>
public sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly Action<IServiceCollection>? _more;

    /// <summary>Where its rows are; empty for the SQLite file in its folder.</summary>
    private readonly IReadOnlyDictionary<string, string?> _storage;

    /// <summary>Whether another host has the folder, and takes it away.</summary>
    private bool _isGuest;

    private BotHost(WebApplication app, DirectoryInfo folder, Action<IServiceCollection>? more, IReadOnlyDictionary<string, string?> storage) =>
        (_app, _folder, _more, _storage) = (app, folder, more, storage);

    /// <summary>Where activities are posted.</summary>
    public Uri Endpoint => new(new Uri(_app.Urls.First()), "/api/messages");

    public Uri BaseAddress => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public string DataFile => Path.Combine(_folder.FullName, "community.db");

    /// <summary>Starts the bot on an empty SQLite file of its own, or on what <paramref name="settings"/> say.</summary>
    /// <param name="settings">On top of the simulator's own; a null value takes a setting away.</param>
    /// <param name="folder">The folder of an earlier host, to start again on its data.</param>
    /// <param name="more">Registrations on top of the bot's own, such as jobs of the test.</param>
    public static async Task<BotHost> StartAsync(
        SimTeams sim, IReadOnlyDictionary<string, string?>? settings = null, DirectoryInfo? folder = null, Action<IServiceCollection>? more = null,
            CancellationToken ct = default)
    {
        folder ??= Directory.CreateTempSubdirectory("community-bot-");
        var all = new Dictionary<string, string?>(sim.Settings())
        {
            ["Storage:Sqlite"] = Path.Combine(folder.FullName, "community.db"),
            ["Schedule:Spread"] = "00:00:00"
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>()) all[key] = value;
        string[] args = ["--environment=Production", "--urls=http://127.0.0.1:0", .. all.Where(setting => setting.Value is not null)
            .Select(setting => $"--{setting.Key}={setting.Value}")];
        var app = Startup.Build(args, sim.Clock, more);
        await app.StartAsync(ct);
        // Opens the store, which otherwise happens some time after the start: a test that looks into the file must find its tables.
        await app.Services.GetRequiredService<IStorageHealth>().ProblemAsync(ct);
        var storage = (settings ?? new Dictionary<string, string?>()).Where(setting => setting.Key.StartsWith("Storage:", StringComparison.Ordinal));
        return new(app, folder, more, storage.ToDictionary());
    }

    /// <summary>Stops the bot and starts it again on the same data.</summary>
    /// <param name="settings">On top of the simulator's own and of where the data is, instead of those before.</param>
    public async Task<BotHost> RestartAsync(SimTeams sim, IReadOnlyDictionary<string, string?>? settings = null, CancellationToken ct = default)
    {
        await StopAsync();
        return await StartAsync(sim, WithStorage(settings), _folder, more: _more, ct: ct);
    }

    /// <summary>Starts another instance of the same bot on the same data, to be ended before this one.</summary>
    public async Task<BotHost> BesideAsync(SimTeams sim, CancellationToken ct = default)
    {
        var other = await StartAsync(sim, WithStorage(settings: null), _folder, more: _more, ct: ct);
        other._isGuest = true;
        return other;
    }

    private Dictionary<string, string?> WithStorage(IReadOnlyDictionary<string, string?>? settings)
    {
        var all = new Dictionary<string, string?>(_storage);
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>()) all[key] = value;
        return all;
    }

    /// <summary>
    /// A fingerprint of every row in the store: the same before and after means that nothing changed. The marks of handled turns are left out: a
    /// polite refusal is marked too, so that it is said once; and with them where they stand, and whose chat that is. So are the key that
    /// signs cards and the mark of this very bot, which are made beside the start.
    /// </summary>
    public string Fingerprint()
    {
        var rows = Rows().Where(Counts).Select(row => $"{row}\t{row.Version}\n");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rows))));

        static bool Counts(StoredRow row) => row.Partition is not ("keys" or "schedule" or "turns")
            && !row.Partition.StartsWith("turns|", StringComparison.Ordinal)
            && !row.Row.StartsWith("turn|", StringComparison.Ordinal)
            && !row.Row.StartsWith("chat|", StringComparison.Ordinal);
    }

    /// <summary>Every stored row that has one of these texts in its key or its content: what an erased person must not have.</summary>
    public IReadOnlyList<string> RowsWith(params IReadOnlyList<string> texts) =>
        [.. Rows().Select(row => row.ToString()).Where(row => texts.Any(text => row.Contains(text, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>Every row in the store, by its key.</summary>
    public IReadOnlyList<StoredRow> Rows() =>
        _storage.GetValueOrDefault("Storage:ConnectionString") is { Length: > 0 } connection ? RowsOfAzure(connection) : RowsOfFile();

    private List<StoredRow> RowsOfAzure(string connection) =>
    [
        .. new TableClient(connection, _storage["Storage:Table"]).Query<TableEntity>(row => row.PartitionKey != "")
            .Select(row => new StoredRow(row.PartitionKey, row.RowKey, row.GetString("Body"), row.ETag.ToString()))
            .OrderBy(row => row.Partition, StringComparer.Ordinal).ThenBy(row => row.Row, StringComparer.Ordinal),
    ];

    private List<StoredRow> RowsOfFile()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = DataFile,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT partition, row, body, version FROM entity ORDER BY partition, row";
        using var reader = command.ExecuteReader();
        var rows = new List<StoredRow>();
        while (reader.Read()) rows.Add(new(Text(0), Text(1), Text(2), Text(3)));
        return rows;

        string Text(int column) => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_isGuest) _folder.Delete(recursive: true);
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>A row as it is stored, in either store.</summary>
/// <param name="Version">Another with each write.</param>
public sealed record StoredRow(string Partition, string Row, string Body, string Version)
{
    /// <summary>The row without its version, on one line.</summary>
    public override string ToString() => $"{Partition}\t{Row}\t{Body}";
}
