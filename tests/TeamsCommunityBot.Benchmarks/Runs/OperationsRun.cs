using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Benchmarks.Servers;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>What a turn costs in round trips to the tables, counted on the wire between the bot and Azurite.</summary>
internal sealed class OperationsRun(Stand stand, Report report)
{
    private const int Turns = 50;

    public async Task RunAsync(Bot bot)
    {
        Console.Error.WriteLine("operations");
        await using var azurite = await Azurite.StartAsync();
        await using var proxy = await CountingProxy.StartAsync(azurite.Table);
        var contestant = bot.OnAzure("", Azurite.ConnectionThrough(proxy.Address), schedule: false);
        var ids = Enumerable.Range(0, Turns).Select(_ => Activities.NextRun().ToString(CultureInfo.InvariantCulture)).ToArray();
        var register = 0;
        Cost status, duplicate, afterRestart;
        await using (var server = await StartAsync(contestant))
        {
            await bot.RegisterAsync(server.Address, atButton: () => proxy.Take());
            register = proxy.Take().Count;
            status = await CountAsync(bot, server, proxy, ids);
            duplicate = await CountAsync(bot, server, proxy, ids);
        }
        await using (var server = await StartAsync(contestant))
            afterRestart = await CountAsync(bot, server, proxy, ids);
        report.Add("Round trips to the tables", $"Counted on the wire between the bot and Azurite; mean of {Turns} turns.",
        [
            ["turn", "round trips", "answers sent"],
            ["`/community status`", status.Requests, status.Answers],
            ["the same activity delivered again", duplicate.Requests, duplicate.Answers],
            ["the same activity delivered again, after a restart", afterRestart.Requests, afterRestart.Answers],
            ["the form of `/community register` sent in", register.ToString(CultureInfo.InvariantCulture), "in the response"],
        ]);
    }

    private static async Task<Server> StartAsync(Contestant contestant)
    {
        var server = contestant.Start(Server.FreePort());
        await server.ListeningAsync();
        return server;
    }

    private async Task<Cost> CountAsync(Bot bot, Server server, CountingProxy proxy, string[] ids)
    {
        var token = await stand.TokenAsync();
        // The first turn after a start also looks for the tables.
        await bot.AskStatusAsync(server.Address, token);
        proxy.Take();
        await stand.ExpectAsync(Bot.Community);
        foreach (var id in ids)
            await bot.AskStatusAsync(server.Address, token, id);
        return new(Mean(proxy.Take().Count), Mean((await stand.CountAsync()).Answers));
    }

    private static string Mean(long count) => ((double)count / Turns).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>What a turn costs, in the mean, ready to print.</summary>
    private sealed record Cost(string Requests, string Answers);
}
