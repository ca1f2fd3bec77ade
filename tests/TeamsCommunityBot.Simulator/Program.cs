using System.Globalization;
using TeamsCommunityBot.Simulator;

// What a person starts by hand; SimConsole says how it is used. Arguments: --port (any free one), --bot (http://127.0.0.1:3978/api/messages),
// --limits false, and --record false for measuring, where nothing is kept nor printed.
var arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
var port = int.Parse(arguments["port"] ?? "0", CultureInfo.InvariantCulture);
var bot = new Uri(arguments["bot"] ?? "http://127.0.0.1:3978/api/messages");

await using var sim = await SimTeams.StartAsync(new SimOptions
{
    Port = port,
    Limits = arguments["limits"] != "false",
    Record = arguments["record"] != "false",
});
using var ended = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    ended.Cancel();
};
await new SimConsole(sim, bot, Console.In, Console.Out).RunAsync(ended.Token);
