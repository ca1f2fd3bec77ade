using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Much of it at once: tokens (S10), connections that never finish (S74).</summary>
public sealed class FloodAttacks(Target target) : IClassFixture<Target>
{
    private const int Tokens = 100_000;
    private const int Sockets = 500;

    [Fact]
    public async Task S10_a_flood_of_invalid_tokens_leaves_no_trace()
    {
        var cache = target.Bot.Services.GetRequiredService<TokenCache>();
        var (cached, fetched) = (cache.Count, target.Sim.Keys.MetadataFetches);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var good = target.Sim.Tokens.Make().Split('.');
        await target.LeavesAllAsItWasAsync(() => Parallel.ForAsync(0, Tokens, TestContext.Current.CancellationToken, async (i, _) =>
        {
            // Half of them name a key that does not exist, half carry a signature that does not hold.
            var header = i % 2 == 0 ? good[0] : Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode($$"""{"alg":"RS256","kid":"k{{i}}"}""");
            var signature = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{i:D64}"));
            var draft = new Draft(target.Sim) { Token = $"{header}.{good[1]}.{signature.TrimEnd('=')}" };
            Assert.Equal(HttpStatusCode.Unauthorized, (await target.SendAsync(draft)).Status);
        }));
        Assert.Equal(cached, cache.Count);
        Assert.InRange(target.Sim.Keys.MetadataFetches - fetched, 0, 3 + (int)(clock.Elapsed / KeyAllowance.ForKnown));
    }

    [Fact]
    public async Task S74_connections_that_never_finish_keep_nobody_else_waiting()
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Sockets; i++)
            {
                var socket = new TcpClient();
                slow.Add(socket);
                await socket.ConnectAsync(target.Bot.BaseAddress.Host, target.Bot.BaseAddress.Port, TestContext.Current.CancellationToken);
                await socket.GetStream().WriteAsync("POST /api/messages HTTP/1.1\r\nHost: x\r\nX-"u8.ToArray(), TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.OK, (await target.SendAsync(new Draft(target.Sim))).Status);
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("POST /api/messages HTTP/1.1\r\nHost: x\r\n")]
    public async Task S74_2500_connections_that_say_nothing_or_half_a_word_shut_nobody_out(string word)
    {
        var silent = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 2_500; i++)
            {
                var socket = new TcpClient();
                silent.Add(socket);
                await socket.ConnectAsync(target.Bot.BaseAddress.Host, target.Bot.BaseAddress.Port, TestContext.Current.CancellationToken);
                if (word.Length > 0) await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(word), TestContext.Current.CancellationToken);
            }

            // A connection of its own: one from the pool would be inside already.
            Assert.StartsWith("HTTP/1.1 405", await SayAsync("GET /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
            Assert.InRange(target.Bot.Services.GetRequiredService<SilentConnections>().Count, 0, SilentConnections.Most);
        }
        finally
        {
            silent.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_ended_within_seconds()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(target.Bot.BaseAddress.Host, target.Bot.BaseAddress.Port, TestContext.Current.CancellationToken);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(0, await ReadOrEndAsync(socket));

        Assert.InRange(clock.Elapsed, SilentConnections.Patience / 2, SilentConnections.Patience * 4);
    }

    private async Task<string> SayAsync(string words)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(target.Bot.BaseAddress.Host, target.Bot.BaseAddress.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(words), TestContext.Current.CancellationToken);
        var buffer = new byte[512];
        return Encoding.ASCII.GetString(buffer, 0, await socket.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken));
    }

    private static async Task<int> ReadOrEndAsync(TcpClient socket)
    {
        try
        {
            return await socket.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A reset costs the sender nothing and a server with streams much; without TLS there are no streams here at all.</summary>
    [Fact]
    public async Task S73_there_are_no_streams_to_open_and_reset()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Bot.Endpoint)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, (await target.SendAsync(new Draft(target.Sim))).Status);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(target.Bot.BaseAddress.Host, target.Bot.BaseAddress.Port, TestContext.Current.CancellationToken);
        var head = $"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + $"{target.Sim.Tokens.Valid()}\r\nContent-Length: 1000\r\n\r\n{{";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        var buffer = new byte[512];
        var read = await socket.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
    }
}
