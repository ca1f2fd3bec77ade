using System.Diagnostics;
using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>From starting the process to the first turn that is answered: the reply sent and the request ended well.</summary>
internal sealed class ColdStartRun(Stand stand, Pace pace, Report report)
{
    private const int Many = 100_000;

    public async Task RunAsync(Bot bot)
    {
        Console.Error.WriteLine("coldstart");
        var folder = Repository.Scratch("coldstart");
        var few = await PrepareAsync(bot, folder, "few", 1);
        var many = await PrepareAsync(bot, folder, "many", Many);
        IReadOnlyList<Contestant> contestants =
        [
            bot.OnSqlite("**this bot**, 1 community", few),
            bot.OnSqlite(string.Create(CultureInfo.InvariantCulture, $"**this bot**, {Many:N0} communities"), many),
            .. Contestant.Peers,
            Contestant.BareEcho,
        ];
        var times = contestants.Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < pace.ColdStarts; run++)
            for (var i = 0; i < contestants.Count; i++)
                times[i].Add(await MeasureAsync(contestants[i]));
        var figures = times.Select(values => new Figures(values)).ToArray();
        report.Add("Cold start", $"From starting the process, alone on one core, to the first turn answered; {pace.ColdStarts} interleaved runs, median "
            + "(range). This bot is published with its runtime (`dotnet publish bot -c Release -r linux-x64 --self-contained`), both compiled ahead of "
            + "time; in this time it also fetches keys and a token and opens its database.",
            [["server", "ms", "against 1 community"], .. contestants.Select((contestant, i) => new[] { contestant.Name, figures[i].Show(),
                Ratio(figures[i], figures[0]) })]);
    }

    private static async Task<string> PrepareAsync(Bot bot, string folder, string name, int communities)
    {
        var file = Path.Combine(folder, name + ".db");
        await using (var server = bot.OnSqlite(name, file).Start(Server.FreePort()))
        {
            await server.ListeningAsync();
            await bot.RegisterAsync(server.Address);
        }
        await Seed.CommunitiesAsync(file, communities - 1);
        return file;
    }

    private async Task<double> MeasureAsync(Contestant contestant)
    {
        await stand.ExpectAsync(contestant.Answer);
        var token = contestant.Authenticated ? await stand.TokenAsync() : null;
        var activity = Activities.Message(stand.Address, Activities.StatusText, Activities.NextRun().ToString(CultureInfo.InvariantCulture));
        var begin = Stopwatch.GetTimestamp();
        await using var server = contestant.Start(Server.FreePort());
        await server.ListeningAsync();
        var (status, body) = await stand.PostAsync(server.Address, activity, token);
        var listening = Stopwatch.GetElapsedTime(begin);
        while (status is 200 or 202 && (await stand.CountAsync()).Answers == 0 && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(10))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        var answered = Stopwatch.GetElapsedTime(begin);
        var (answers, others, _) = await stand.CountAsync();
        if (answers != 1 || others != 0)
            throw new BenchmarkException(
                $"{contestant.Name} answered its first turn with {status} {body}, {answers} right and {others} wrong messages:\n{server.Output()}");
        return (answered - listening < TimeSpan.FromMilliseconds(2) ? listening : answered).TotalMilliseconds;
    }

    private static string Ratio(Figures figures, Figures first) => (figures.Median / first.Median).ToString("N2", CultureInfo.InvariantCulture);
}
