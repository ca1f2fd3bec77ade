namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Runs every contestant in turn, several rounds of it, so that what disturbs the machine disturbs all of them.</summary>
internal sealed class Rounds(Stand stand, Pace pace)
{
    /// <summary>An answer to each turn, give or take those that were under way when the load began and ended.</summary>
    private const double Tolerance = 0.005;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    public async Task<IReadOnlyList<Standing>> RunAsync(IReadOnlyList<Contestant> contestants, int connections)
    {
        var laps = contestants.Select(_ => new List<Lap>()).ToArray();
        for (var round = 1; round <= pace.Rounds; round++)
            for (var i = 0; i < contestants.Count; i++)
            {
                var lap = await RunAsync(contestants[i], connections);
                Console.Error.WriteLine(
                    $"  round {round} {contestants[i].Name}: {lap.Load.PerSecond:N0}/s, p50 {lap.Load.P50:N2} ms, p99 {lap.Load.P99:N1} ms, "
                    + $"{lap.AnswersPerTurn:N3} answers a turn, {lap.WorkPerTurn:N0} µs of the processor, {lap.PeakMiB:N0} MiB");
                laps[i].Add(lap);
            }
        return [.. contestants.Select((contestant, i) => new Standing(contestant, laps[i]))];
    }

    private async Task<Lap> RunAsync(Contestant contestant, int connections)
    {
        await using var server = contestant.Start(Server.FreePort());
        await server.ListeningAsync();
        var token = contestant.Authenticated ? await stand.TokenAsync() : null;
        var request = Activities.Request(server.Address, Activities.Message(stand.Address, Activities.StatusText), token);
        await Wrk.RunAsync(server.Address, request, connections, pace.WarmUpSeconds);
        await Task.Delay(Settling, TimeProvider.System);
        await stand.ExpectAsync(contestant.Answer);
        var before = server.Worked;
        var load = await Wrk.RunAsync(server.Address, request, connections, pace.MeasuredSeconds);
        var work = (server.Worked - before).TotalMicroseconds / load.Requests;
        await Task.Delay(Settling, TimeProvider.System);
        var (answers, others, _) = await stand.CountAsync();
        var perTurn = (double)answers / load.Requests;
        var valid = load.Failures == 0 && others == 0 && perTurn >= 1 - Tolerance && answers <= load.Requests + connections + (load.Requests * Tolerance);
        if (!valid)
            Console.Error.WriteLine($"  VOID: {load.Failures} failures, {others} wrong messages, {answers} answers to {load.Requests} turns; last: "
                + $"{await stand.LastAsync()}\n{server.Output()}");
        return new(load, perTurn, work, server.PeakMiB, valid);
    }
}

/// <summary>How long a run takes.</summary>
internal sealed record Pace(int Rounds, int WarmUpSeconds, int MeasuredSeconds, int ColdStarts)
{
    public static Pace Full { get; } = new(Rounds: 3, WarmUpSeconds: 6, MeasuredSeconds: 6, ColdStarts: 7);

    /// <summary>To see that everything works; the figures mean little.</summary>
    public static Pace Quick { get; } = new(Rounds: 1, WarmUpSeconds: 2, MeasuredSeconds: 2, ColdStarts: 3);
}

/// <param name="WorkPerTurn">Microseconds of the processor for a turn: it swings less than the rate when something else runs beside it.</param>
/// <param name="Valid">Every turn was answered, once and rightly.</param>
internal sealed record Lap(Load Load, double AnswersPerTurn, double WorkPerTurn, double PeakMiB, bool Valid);

internal sealed record Standing(Contestant Contestant, IReadOnlyList<Lap> Laps)
{
    public bool Valid => Laps.All(lap => lap.Valid);

    public Figures PerSecond { get; } = new([.. Laps.Select(lap => lap.Load.PerSecond)]);

    public Figures P50 { get; } = new([.. Laps.Select(lap => lap.Load.P50)]);

    public Figures P99 { get; } = new([.. Laps.Select(lap => lap.Load.P99)]);

    public Figures WorkPerTurn { get; } = new([.. Laps.Select(lap => lap.WorkPerTurn)]);

    public Figures PeakMiB { get; } = new([.. Laps.Select(lap => lap.PeakMiB)]);

    public Figures AnswersPerTurn { get; } = new([.. Laps.Select(lap => lap.AnswersPerTurn)]);
}
