using System.Net;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Without a registration: in Development, from this machine, to this machine; and nowhere else (group 1, 15, S85).</summary>
public sealed class AnonymousTests : IAsyncLifetime
{
    private InboundHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await InboundHost.StartAsync(new Dictionary<string, string?>(), "Development");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer rubbish")]
    public async Task On_this_machine_nobody_needs_a_token(string? authorization)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(_ => { }, authorization));
        Assert.Single(_host.Turns);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("http://evil.test/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1@evil.test/")]
    public async Task Answers_go_to_this_machine_alone(string serviceUrl)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(d => d.Activity["serviceUrl"] = serviceUrl));
        Assert.Empty(_host.Turns);
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData("127.0.0.1.evil.test")]
    [InlineData("169.254.169.254")]
    public async Task A_web_page_whose_name_points_here_is_not_this_machine(string hostHeader)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(d => d.Headers["Host"] = hostHeader));
        Assert.Empty(_host.Turns);
    }

    [Fact]
    public async Task A_simple_form_of_a_web_page_is_not_read()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await SendAsync(d => d.ContentType = "text/plain"));
        Assert.Empty(_host.Turns);
    }

    [Fact]
    public async Task Production_does_not_start_so()
    {
        await using var sim = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Support.BotHost.StartAsync(sim, new Dictionary<string, string?> { ["Bot:AppId"] = "" },
            ct: TestContext.Current.CancellationToken));
        Assert.Contains("Bot:AppId", failure.Message, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> SendAsync(Action<Draft> change, string? authorization = null)
    {
        var draft = new Draft(_host.Sim) { Authorization = authorization is null ? [] : [authorization] };
        change(draft);
        using var http = new HttpClient();
        using var request = draft.ToRequest(_host.Endpoint);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
