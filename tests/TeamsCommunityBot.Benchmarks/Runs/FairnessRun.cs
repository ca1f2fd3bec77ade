using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>Whether a tenant whose connector hangs keeps others waiting: their slowest turns with it and without.</summary>
internal sealed class FairnessRun(Stand stand, Pace pace, Report report)
{
    /// <summary>The others' p99 may be so many times what it is without the one that hangs.</summary>
    private const double Bar = 2;

    /// <summary>The slowest of a hundred is few turns: more rounds than elsewhere.</summary>
    private const int RoundsEach = 3;

    public async Task RunAsync(Bot bot)
    {
        Console.Error.WriteLine("fairness");
        var file = Path.Combine(Repository.Scratch("fairness"), "community.db");
        var tenants = Enumerable.Range(0, Crowd.Tenants).Select(Crowd.TenantOf).Append(Activities.Tenant);
        var contestant = bot.OnSqlite("crowd", file, tenants.Select((id, number) => KeyValuePair.Create($"Bot__AllowedTenants__{number}", id)));
        await PrepareAsync(bot, contestant, file);

        var (alone, beside) = (new List<Lap>(), new List<Lap>());
        for (var round = 1; round <= pace.Rounds * RoundsEach; round++)
        {
            alone.Add(await RunAsync(contestant, hangs: false, round));
            beside.Add(await RunAsync(contestant, hangs: true, round));
        }
        Tell(alone, beside);
    }

    private static async Task PrepareAsync(Bot bot, Contestant contestant, string file)
    {
        await using (var server = contestant.Start(Server.FreePort()))
        {
            await server.ListeningAsync();
            await bot.RegisterAsync(server.Address);
        }
        await Seed.TenantsAsync(file, Enumerable.Range(0, Crowd.Tenants).Select(number => (Crowd.TenantOf(number), Crowd.ChannelOf(number))));
    }

    private async Task<Lap> RunAsync(Contestant contestant, bool hangs, int round)
    {
        await using var server = contestant.Start(Server.FreePort());
        await server.ListeningAsync();
        await using var crowd = new Crowd(server.Address, stand.Address, await stand.TokenAsync());
        if (hangs) crowd.BeginHanging();
        await crowd.AskAsync(TimeSpan.FromSeconds(pace.WarmUpSeconds));
        await stand.ExpectAsync(contestant.Answer);
        var (took, failures) = await crowd.AskAsync(TimeSpan.FromSeconds(pace.MeasuredSeconds));
        var lap = new Lap(took[took.Count / 2], took[(int)(took.Count * 0.99)], took.Count, failures, (await stand.CountAsync()).Hanging);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  round {round}, {(hangs ? "one hangs" : "none hangs")}: {lap.Turns} turns, p50 {lap.P50:N2} ms, p99 {lap.P99:N1} ms, {lap.Failures} failures, "
                + $"{lap.Hanging} posts that hang"));
        return lap;
    }

    private void Tell(IReadOnlyList<Lap> alone, IReadOnlyList<Lap> beside)
    {
        var (p99Alone, p99Beside) = (P99(alone), P99(beside));
        var ratio = p99Beside.Median / p99Alone.Median;
        var isVoid = alone.Concat(beside).Any(lap => lap.Failures > 0) || beside.Any(lap => lap.Hanging == 0);
        report.Add("Fairness",
            $"{Crowd.Tenants} tenants; {Crowd.Tenants - 1} of them ask for their status, together {Crowd.PerSecond} times a second. The connector of the "
                + $"hundredth never answers, and {Crowd.Hanging} turns of it are under way at once, without end. The server alone on one core; median (range) "
                + $"of {alone.Count} interleaved rounds of {pace.MeasuredSeconds} s. The others' p99 must stay within {Bar:N0}× of what it is without.",
            [
                ["the hundredth tenant", "the others' p50 ms", "p99 ms", "ratio of p99", "failures"],
                ["asks nothing", P50(alone).Show("N2"), p99Alone.Show("N1"), "1.00", Failures(alone)],
                ["hangs", P50(beside).Show("N2"), p99Beside.Show("N1"), isVoid ? "void" : ratio.ToString("N2", CultureInfo.InvariantCulture), Failures(beside)],
            ]);
        if (isVoid || ratio > Bar) Console.Error.WriteLine($"  The bar of {Bar:N0} is not kept.");
    }

    private static Figures P50(IEnumerable<Lap> laps) => new([.. laps.Select(lap => lap.P50)]);

    private static Figures P99(IEnumerable<Lap> laps) => new([.. laps.Select(lap => lap.P99)]);

    private static string Failures(IEnumerable<Lap> laps) => laps.Sum(lap => lap.Failures).ToString(CultureInfo.InvariantCulture);

    /// <param name="Hanging">Posts that the connector holds and never answers.</param>
    private sealed record Lap(double P50, double P99, int Turns, int Failures, long Hanging);
}
