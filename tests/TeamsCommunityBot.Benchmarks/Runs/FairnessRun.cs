using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>Whether a tenant whose connector hangs keeps others waiting: their slowest turns with it and without.</summary>
internal sealed class FairnessRun(Stand stand, Pace pace, Report report)
{
    /// <summary>The others' p99 may be so many times what it is without the one that hangs.</summary>
    private const double Bar = 2;

    /// <summary>The slowest of a hundred is few turns: more rounds than elsewhere.</summary>
    private const int RoundsEach = 2;

    public async Task RunAsync(Bot bot)
    {
        Console.Error.WriteLine("fairness");
        var file = Path.Combine(Repository.Scratch("fairness"), "community.db");
        var tenants = Enumerable.Range(0, Crowd.Tenants).Select(Crowd.TenantOf).Append(Activities.Tenant);
        var contestant = bot.OnSqlite("crowd", file, tenants.Select((id, number) => KeyValuePair.Create($"Bot__AllowedTenants__{number}", id)));
        await PrepareAsync(bot, contestant, file);

        var laps = Enum.GetValues<Hundredth>().ToDictionary(how => how, _ => new List<Lap>());
        for (var round = 1; round <= pace.Rounds * RoundsEach; round++)
            foreach (var how in laps.Keys) laps[how].Add(await RunAsync(contestant, how, round));
        Tell(laps);
    }

    private static async Task PrepareAsync(Bot bot, Contestant contestant, string file)
    {
        await using (var server = contestant.Start(Server.FreePort()))
        {
            await server.ListeningAsync();
            await bot.RegisterAsync(server.Address);
        }
        await Seed.TenantsAsync(file, Enumerable.Range(0, Crowd.Tenants)
            .Select(number => (Crowd.TenantOf(number), Crowd.ChannelOf(number)))
            .Append((Crowd.TenantOf(0), Crowd.ChannelOf(0, hangs: true))));
    }

    private async Task<Lap> RunAsync(Contestant contestant, Hundredth how, int round)
    {
        await using var server = contestant.Start(Server.FreePort());
        await server.ListeningAsync();
        await using var crowd = new Crowd(server.Address, stand.Address, await stand.TokenAsync());
        if (how != Hundredth.AsksNothing) crowd.Begin(hangs: how == Hundredth.Hangs);
        await crowd.AskAsync(TimeSpan.FromSeconds(pace.WarmUpSeconds));
        await stand.ExpectAsync(contestant.Answer);
        var (took, failures) = await crowd.AskAsync(TimeSpan.FromSeconds(pace.MeasuredSeconds));
        var lap = new Lap(took[took.Count / 2], took[(int)(took.Count * 0.99)], took.Count, failures, (await stand.CountAsync()).Hanging);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  round {round}, {how}: {lap.Turns} turns, p50 {lap.P50:N2} ms, p99 {lap.P99:N1} ms, {lap.Failures} failures, "
                + $"{lap.Hanging} posts that hang"));
        return lap;
    }

    private void Tell(Dictionary<Hundredth, List<Lap>> laps)
    {
        var alone = P99(laps[Hundredth.AsksNothing]).Median;
        var isVoid = laps.Values.SelectMany(list => list).Any(lap => lap.Failures > 0) || laps[Hundredth.Hangs].Any(lap => lap.Hanging == 0);
        report.Add("Fairness",
            $"{Crowd.Tenants} tenants; {Crowd.Tenants - 1} of them ask for their status, together {Crowd.PerSecond} times a second. The hundredth asks "
                + $"{Crowd.PerSecondOfOne} times a second, and its connector answers, or never does. The server alone on one core; median (range) of "
                + $"{laps[Hundredth.Hangs].Count} interleaved rounds of {pace.MeasuredSeconds} s. The others' p99 must stay within {Bar:N0}× of what it is "
                + "without.",
            [
                ["the hundredth tenant", "the others' p50 ms", "p99 ms", "ratio of p99", "failures", "posts held"],
                Row("asks nothing", laps[Hundredth.AsksNothing]),
                Row("asks, and is answered", laps[Hundredth.IsAnswered]),
                Row("asks, and its connector hangs", laps[Hundredth.Hangs]),
            ]);
        if (isVoid || Ratio(laps[Hundredth.Hangs]) > Bar) Console.Error.WriteLine($"  The bar of {Bar:N0} is not kept, or the run is void.");

        double Ratio(IReadOnlyList<Lap> list) => P99(list).Median / alone;

        string[] Row(string name, IReadOnlyList<Lap> list) =>
        [
            name, P50(list).Show("N2"), P99(list).Show("N1"), isVoid ? "void" : Ratio(list).ToString("N2", CultureInfo.InvariantCulture),
            Text(list.Sum(lap => lap.Failures)), Text(list.Max(lap => lap.Hanging)),
        ];
    }

    private static Figures P50(IEnumerable<Lap> laps) => new([.. laps.Select(lap => lap.P50)]);

    private static Figures P99(IEnumerable<Lap> laps) => new([.. laps.Select(lap => lap.P99)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private enum Hundredth { AsksNothing, IsAnswered, Hangs }

    /// <param name="Hanging">Posts that the connector holds and never answers.</param>
    private sealed record Lap(double P50, double P99, int Turns, int Failures, long Hanging);
}
