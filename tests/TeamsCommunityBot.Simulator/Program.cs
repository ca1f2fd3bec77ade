using TeamsCommunityBot.Simulator;

await using var sim = await SimTeams.StartAsync();
foreach (var (key, value) in sim.Settings())
    Console.WriteLine($"{key}={value}");
await Task.Delay(Timeout.InfiniteTimeSpan, sim.Clock);
