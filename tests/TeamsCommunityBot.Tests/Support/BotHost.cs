using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    private BotHost(WebApplication app, DirectoryInfo folder, Action<IServiceCollection>? more) => (_app, _folder, _more) = (app, folder, more);

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
        return new(app, folder, more);
    }

    /// <summary>Stops the bot and starts it again on the same data.</summary>
    /// <param name="settings">On top of the simulator's own, instead of those before.</param>
    public async Task<BotHost> RestartAsync(SimTeams sim, IReadOnlyDictionary<string, string?>? settings = null, CancellationToken ct = default)
    {
        await StopAsync();
        return await StartAsync(sim, settings, _folder, more: _more, ct: ct);
    }

    /// <summary>
    /// A fingerprint of every row in the store: the same before and after means that nothing changed. The marks of handled turns are left out: a
    /// polite refusal is marked too, so that it is said once; and with them where they stand, and whose chat that is. So are the key that
    /// signs cards and the mark of this very bot, which are made beside the start.
    /// </summary>
    public string Fingerprint()
    {
        const string All = "row NOT LIKE 'turn|%' AND row NOT LIKE 'chat|%' AND partition NOT LIKE 'turns|%' "
            + "AND partition NOT IN ('keys', 'schedule', 'turns')";
        var rows = Rows(All).Select(row => $"{row.Text}\t{row.Version}\n");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rows))));
    }

    /// <summary>Every stored row that has one of these texts in its key or its content: what an erased person must not have.</summary>
    public IReadOnlyList<string> RowsWith(params IReadOnlyList<string> texts) =>
        [.. Rows("1").Select(row => row.Text).Where(row => texts.Any(text => row.Contains(text, StringComparison.OrdinalIgnoreCase)))];

    private List<(string Text, string Version)> Rows(string where)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = DataFile,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The condition is one of this class's own.
        command.CommandText = $"SELECT partition, row, body, version FROM entity WHERE {where} ORDER BY partition, row";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read()) rows.Add((string.Create(CultureInfo.InvariantCulture, $"{reader.GetValue(0)}\t{reader.GetValue(1)}\t{reader.GetValue(2)}"),
            Convert.ToString(reader.GetValue(3), CultureInfo.InvariantCulture)!));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
