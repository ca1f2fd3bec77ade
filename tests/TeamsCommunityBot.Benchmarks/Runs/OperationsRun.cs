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
        await using var server = bot.OnAzure("", azurite.ConnectionThrough(proxy.Address)).Start(Server.FreePort());
        await server.ListeningAsync();

        await bot.RegisterAsync(server.Address, atButton: () => proxy.Take());
        var register = proxy.Take();
        var token = await stand.TokenAsync();
        await bot.AskStatusAsync(server.Address, token);
        proxy.Take();

        var ids = Enumerable.Range(0, Turns).Select(_ => Activities.NextRun().ToString(CultureInfo.InvariantCulture)).ToArray();
        var (status, answered) = await CountAsync(bot, server, proxy, token, ids);
        var (duplicate, repeated) = await CountAsync(bot, server, proxy, token, ids);
        report.Add("Round trips to the tables", $"Counted on the wire between the bot and Azurite; mean of {Turns} turns.",
        [
            ["turn", "round trips", "answers sent"],
            ["`/community status`", Mean(status), Mean(answered)],
            ["the same activity delivered again", Mean(duplicate), Mean(repeated)],
            ["the form of `/community register` sent in", register.Count.ToString(CultureInfo.InvariantCulture), "in the response"],
        ]);
    }

    private async Task<(long Requests, long Answers)> CountAsync(Bot bot, Server server, CountingProxy proxy, string token, string[] ids)
    {
        await stand.ExpectAsync(Bot.Community);
        foreach (var id in ids)
            await bot.AskStatusAsync(server.Address, token, id);
        var requests = proxy.Take();
        Console.Error.WriteLine("  " + string.Join(", ", requests.Take(4)));
        return (requests.Count, (await stand.CountAsync()).Answers);
    }

    private static string Mean(long count) => ((double)count / Turns).ToString("0.##", CultureInfo.InvariantCulture);
}
