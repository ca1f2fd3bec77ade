using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using TeamsCommunityBot.Local;
using TeamsCommunityBot.Tests.EndToEnd;
using Xunit;

namespace TeamsCommunityBot.Tests.Local;

public sealed partial class PlaygroundTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("community-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_command_starts_both_and_its_end_ends_both()
    {
        await using var run = BotProcess.Run(_folder);
        var playground = await run.PlaygroundAsync();
        var bot = await run.AddressAsync();

        await run.StopAsync();

        await BotProcess.UntilAsync(() => !Answers(bot.Port) && !Answers(playground.Port) && ProcessesFor(playground).Count == 0, Soon);
    }

    [Fact]
    public async Task Both_listen_on_loopback_alone()
    {
        await using var bot = BotProcess.Start(_folder);
        int[] ports = [(await bot.PlaygroundAsync()).Port, (await bot.AddressAsync()).Port];

        Assert.All(ports, port => Assert.True(Answers(port)));

        // Whoever listens on all interfaces answers here as well: on Linux all of 127.0.0.0/8 leads to this machine.
        Assert.All(ports, port => Assert.False(Answers(port, "127.0.0.2")));
        Assert.All(ports, port => Assert.False(Answers(port, "::1")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_bot_ends_the_Playground_ends_too(bool crashed)
    {
        await using var bot = BotProcess.Start(_folder);
        var playground = await bot.PlaygroundAsync();
        Assert.NotEmpty(ProcessesFor(playground));

        if (crashed)
            bot.Crash();
        else
            Assert.Equal(0, await bot.StopAsync());

        await BotProcess.UntilAsync(() => !Answers(playground.Port) && ProcessesFor(playground).Count == 0, Soon);
    }

    [Fact]
    public async Task Without_Node_the_bot_says_what_to_install_and_answers()
    {
        await using var teams = await Connector.StartAsync();
        await using var bot = BotProcess.Start(_folder, path: _folder, []);
        await bot.SaysAsync(NodeIsMissing());
        using var http = new HttpClient { BaseAddress = await bot.AddressAsync() };

        using var accepted = await http.PostAsJsonAsync("/api/messages", Said("help", teams.Address), TestContext.Current.CancellationToken);

        Assert.True(accepted.IsSuccessStatusCode, $"{accepted.StatusCode}\n{bot.Output}");
        await BotProcess.UntilAsync(() => teams.Received > 0, Soon);
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_left_to_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var bot = BotProcess.Start(_folder, $"--Playground:Port={taken}");

        var playground = await bot.PlaygroundAsync();
        Assert.NotEqual(taken, playground.Port);
        Assert.True(Answers(playground.Port));
        Assert.Contains($"Port {taken} is taken", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_cannot_be_stops_the_start_and_is_named()
    {
        await using var bot = BotProcess.Start(_folder, "--Playground:Port=70000");

        Assert.NotEqual(0, await bot.EndedAsync());
        Assert.Contains("Playground:Port", bot.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Nothing_of_it_is_there_in_another_environment(string environment)
    {
        var services = new ServiceCollection();

        services.AddLocal(new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = environment });

        Assert.Empty(services);
    }

    [GeneratedRegex("Node.js is missing: install Node.js 20 or later")]
    private static partial Regex NodeIsMissing();

    private static bool Answers(int port, string host = "127.0.0.1")
    {
        var address = IPAddress.Parse(host);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>npx, its shell and the Playground itself: all of them name the port in their arguments.</summary>
    private static List<string> ProcessesFor(Uri playground) =>
        [.. Directory.EnumerateDirectories("/proc").Select(CommandLine)
            .Where(line => line.Contains("agentsplayground", StringComparison.Ordinal)
            && line.Contains($"{playground.Port}/_connector", StringComparison.Ordinal))];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static object Said(string text, Uri connector) => new
    {
        type = "message",
        id = "1",
        channelId = "msteams",
        serviceUrl = connector,
        from = new { id = "29:1anna-voorbeeld", name = "Anna Voorbeeld", aadObjectId = "30000000-0000-4000-8000-000000000001" },
        recipient = new { id = "28:bot", name = "Community" },
        conversation = new { id = "a:1chat", conversationType = "personal", tenantId = "11111111-1111-4111-8111-111111111111" },
        channelData = new { tenant = new { id = "11111111-1111-4111-8111-111111111111" } },
        text,
        locale = "en-US",
    };

    /// <summary>Teams, as far as a reply needs it: takes every message, and counts.</summary>
    private sealed class Connector(WebApplication app) : IAsyncDisposable
    {
        private int _received;

        public int Received => _received;

        public Uri Address => new(app.Urls.Single());

        public static async Task<Connector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
            var connector = new Connector(builder.Build());
            await connector.OpenAsync();
            return connector;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();

        private async Task OpenAsync()
        {
            app.MapPost("/v3/conversations/{**rest}", () =>
            {
                Interlocked.Increment(ref _received);
                return Results.Json(new { id = "2" }, statusCode: StatusCodes.Status201Created);
            });
            await app.StartAsync();
        }
    }
}
