using System.Net.Sockets;
using System.Text;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Other verbs and paths (S75, S76, group 17), and HTTP that two servers would read as two things (S72, S77, groups 2 and 25).</summary>
public sealed class ProtocolAttacks(Target target) : IClassFixture<Target>
{
    [Theory]
    [InlineData("GET", "/api/messages", 405)]
    [InlineData("HEAD", "/api/messages", 405)]
    [InlineData("PUT", "/api/messages", 405)]
    [InlineData("PATCH", "/api/messages", 405)]
    [InlineData("DELETE", "/api/messages", 405)]
    [InlineData("OPTIONS", "/api/messages", 405)]
    [InlineData("TRACE", "/api/messages", 405)]
    [InlineData("POTATO", "/api/messages", 405)]
    [InlineData("POST", "/api/messages/", 404)]
    [InlineData("POST", "/api/messages/..%2f..%2fadmin", 404)]
    [InlineData("POST", "/api/messages%00", 400)]
    [InlineData("POST", "/metrics", 404)]
    [InlineData("GET", "/metrics", 404)]
    [InlineData("GET", "/admin", 404)]
    [InlineData("GET", "/swagger", 404)]
    [InlineData("GET", "/.env", 404)]
    [InlineData("GET", "/", 404)]
    public Task It_is_not_there(string method, string path, int status) =>
        target.RefusesAsync(status, d => (d.Method, d.Path) = (new HttpMethod(method), path));

    [Theory]
    [InlineData("S72 length and chunks", "POST /api/messages HTTP/1.1", "Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("S72 two lengths", "POST /api/messages HTTP/1.1", "Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("S72 chunks and nothing else", "POST /api/messages HTTP/1.1", "Transfer-Encoding: chunked, identity")]
    [InlineData("a negative length", "POST /api/messages HTTP/1.1", "Content-Length: -5")]
    [InlineData("a length in hexadecimals", "POST /api/messages HTTP/1.1", "Content-Length: 0x5")]
    [InlineData("a space before the colon", "POST /api/messages HTTP/1.1", "Content-Length : 5")]
    [InlineData("a folded header", "POST /api/messages HTTP/1.1", "X-A: b\r\n c")]
    [InlineData("a version that is none", "POST /api/messages HTTP/7.1", "Content-Length: 5")]
    [InlineData("two hosts", "POST /api/messages HTTP/1.1", "Host: other\r\nContent-Length: 5")]
    [InlineData("a NUL in a header", "POST /api/messages HTTP/1.1", "X-A: \0\r\nContent-Length: 5")]
    [InlineData("a chunk that is no number", "POST /api/messages HTTP/1.1", "Transfer-Encoding: chunked", "zz\r\nhello\r\n0\r\n\r\n")]
    public Task Ambiguous_HTTP_is_not_served(string attack, string line, string headers, string body = "hello") => target.LeavesAllAsItWasAsync(async () =>
    {
        Assert.NotEmpty(attack);
        var answer = await RawAsync($"{line}\r\nHost: {target.Bot.BaseAddress.Authority}\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + $"{target.Sim.Tokens.Valid()}\r\n{headers}\r\n\r\n{body}");
        Assert.InRange(StatusOf(answer), 400, 599);
        Assert.NotEqual(500, StatusOf(answer));
        Assert.DoesNotContain("Kestrel", answer, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public Task Two_Authorization_lines_are_refused() => target.LeavesAllAsItWasAsync(async () =>
    {
        var token = $"Authorization: Bearer {target.Sim.Tokens.Valid()}\r\n";
        var answer = await RawAsync($"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{token}{token}Content-Length: 2\r\n\r\n{{}}");
        Assert.Equal(401, StatusOf(answer));
    });

    [Theory]
    [InlineData("//api/messages")]
    [InlineData("/api//messages")]
    [InlineData("/api/./messages/")]
    [InlineData("/api/messages;x=1")]
    [InlineData("/api/messages/../admin")]
    public Task Other_ways_to_write_the_path_lead_nowhere(string path) => target.LeavesAllAsItWasAsync(async () =>
        Assert.Equal(404, StatusOf(await RawAsync(
            $"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {target.Sim.Tokens.Valid()}\r\nContent-Type: application/json\r\nContent-Length: "
            + $"2\r\n\r\n{{}}"))));

    [Fact]
    public Task A_body_said_to_be_10_MB_is_refused_before_it_is_read() => target.LeavesAllAsItWasAsync(async () =>
        Assert.Equal(413, StatusOf(await RawAsync(
            $"POST /api/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {target.Sim.Tokens.Valid()}\r\nContent-Type: "
            + "application/json\r\nContent-Length: 10000000\r\n\r\n"))));

    [Fact]
    public Task Headers_of_40_KB_are_refused() => target.LeavesAllAsItWasAsync(async () =>
        Assert.Equal(431, StatusOf(await RawAsync($"POST /api/messages HTTP/1.1\r\nHost: x\r\nX-Long: {new string('x', 40_000)}\r\n\r\n"))));

    [Fact]
    public Task A_header_that_is_not_ASCII_is_refused() => target.LeavesAllAsItWasAsync(async () =>
        Assert.InRange(StatusOf(await RawAsync("POST /api/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer é.é.é\r\nContent-Length: 0\r\n\r\n")), 400,
            401));

    [Fact]
    public async Task S77_spoofed_hosts_and_forwarded_headers_change_nothing()
    {
        var draft = new Draft(target.Sim);
        (draft.Headers["Host"], draft.Headers["X-Forwarded-For"], draft.Headers["X-Forwarded-Proto"]) = ("evil.test", "127.0.0.1", "https");
        draft.Headers["X-HTTP-Method-Override"] = "DELETE";
        Assert.Equal((System.Net.HttpStatusCode.OK, ""), await target.SendAsync(draft));
    }

    [Fact]
    public async Task The_server_does_not_tell_what_it_is()
    {
        var answer = await RawAsync("GET /api/messages HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 405", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Allow: POST", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S28_a_good_token_of_another_bot_is_of_no_use_here()
    {
        await using var other = await SimTeams.StartAsync(new SimOptions { AppId = "0b070000-0000-4000-8000-00000000000f" },
            TestContext.Current.CancellationToken);
        await target.RefusesAsync(401, d => d.Token = other.Tokens.Valid());
        await target.RefusesAsync(401, d => d.Claim("aud", other.Options.AppId));
    }

    private static int StatusOf(string answer) => int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sends bytes as they stand, and reads what comes back first.</summary>
    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(target.Bot.BaseAddress.Host, target.Bot.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        var buffer = new byte[4_096];
        var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
