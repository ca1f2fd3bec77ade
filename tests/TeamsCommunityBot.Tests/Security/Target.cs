using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>The whole bot in Production, and what an attack must leave as it was: every row of its store, and the silence towards Teams.</summary>
public sealed class Target : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-target-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private string DataFile => Path.Combine(_folder.FullName, "target.db");

    public SimTeams Sim { get; private set; } = null!;

    public BotHost Bot { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sim = await SimTeams.StartAsync(new SimOptions { Limits = false });
        Bot = await BotHost.StartAsync(Sim, new Dictionary<string, string?> { ["Storage:Sqlite"] = DataFile });
        // The start makes keys and warms up; what comes after is the attack's doing.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new Draft(Sim))).Status);
        await Bot.Services.SettleAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Bot.DisposeAsync();
        await Sim.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(Draft draft)
    {
        using var request = draft.ToRequest(Bot.BaseAddress);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends, and demands this status, an empty answer, an unchanged store and no request of the bot to anyone.</summary>
    public async Task RefusesAsync(int status, Action<Draft> attack)
    {
        var draft = new Draft(Sim);
        attack(draft);
        await LeavesAllAsItWasAsync(async () => Assert.Equal(((HttpStatusCode)status, ""), await SendAsync(draft)));
    }

    /// <summary>Runs an attack of any kind, and demands an unchanged store and no request of the bot to anyone.</summary>
    public async Task LeavesAllAsItWasAsync(Func<Task> attack)
    {
        var (rows, requests) = (Rows(), Requests());
        await attack();
        Assert.Equal(rows, Rows());
        Assert.Equal(requests, Requests());
    }

    /// <summary>Every row with every byte of it, marks of handled turns included.</summary>
    public string Rows()
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
        var rows = new StringBuilder();
        while (reader.Read()) rows.AppendLine(CultureInfo.InvariantCulture,
            $"{reader.GetValue(0)}\t{reader.GetValue(1)}\t{reader.GetValue(2)}\t{reader.GetValue(3)}");
        return rows.ToString();
    }

    /// <summary>What the bot asked of Teams or Graph. Keys are asked for by themselves, and counted where it matters.</summary>
    private int Requests() => Sim.Requests.Count(r => r.Operation is not (SimOperation.OpenIdMetadata or SimOperation.Keys));

    /// <summary>Presses a button of a card; the answer's body.</summary>
    public async Task<JsonNode> PressAsync(SimPost post, string button, params (string Input, string Value)[] inputs)
    {
        var answer = await SendAsync(new Draft(Sim)
        {
            Activity = Sim.Activities.Press(post, Sim.Sample.Anna, button, inputs
            .ToDictionary(i => i.Input, i => i.Value))
        });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonNode.Parse(answer.Body)!;
    }
}
