namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>A server that takes part in a run.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Answer">Words that stand in every right answer of this server, and in no wrong one.</param>
/// <param name="Authenticated">Whether it demands, and is sent, Bot Framework's token.</param>
/// <param name="Start">Starts it on the port, pinned to its core.</param>
internal sealed record Contestant(string Name, string Answer, bool Authenticated, Func<int, Server> Start)
{
    private const string EchoAnswer = "You said: ";

    /// <summary>The echo bots on the three JavaScript SDKs.</summary>
    public static IReadOnlyList<Contestant> Peers { get; } =
    [
        // Express reads NODE_ENV; the Agents SDK refuses to run without authentication when it says production.
        Peer("botbuilder 4.23.3 (JS), echo", "botbuilder.js", nodeEnvironment: "production"),
        Peer("@microsoft/agents-hosting 1.8.1, echo", "agents-hosting.js", nodeEnvironment: ""),
        Peer("@microsoft/teams.apps 2.1.0, echo", "teams-apps.js", nodeEnvironment: "production"),
    ];

    /// <summary>Nothing but Kestrel and an HTTP client.</summary>
    public static Contestant BareEcho { get; } = Bare("bare Kestrel, echo");

    /// <summary>The same with an insert and a read in Azure Tables.</summary>
    public static Contestant BareAzure(string storage) => Bare("bare Kestrel, echo, one insert and one read", "--storage", storage);

    private static Contestant Bare(string name, params string[] arguments) => new(name, EchoAnswer, Authenticated: false,
        port => Server.Start(Cores.Server, port, Repository.ThisProgram, ["serve-echo", $"{port}", .. arguments], []));

    private static Contestant Peer(string name, string script, string nodeEnvironment) => new(name, EchoAnswer, Authenticated: false,
        port => Server.Start(Cores.Server, port, Prerequisites.Node, [Path.Combine(Repository.Peers, script)],
            new Dictionary<string, string> { ["PORT"] = $"{port}", ["NODE_ENV"] = nodeEnvironment }));
}
