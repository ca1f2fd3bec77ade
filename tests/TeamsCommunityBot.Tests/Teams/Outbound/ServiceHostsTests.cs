using Microsoft.Extensions.Options;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class ServiceHostsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://SMBA.TrafficManager.NET/emea")]
    [InlineData("https://smba.trafficmanager.net:443/teams/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/gcc/")]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/gcch/")]
    public void The_connectors_of_Teams_are_trusted_when_nothing_is_configured(string url) => Assert.True(Hosts().Allows(new Uri(url)));

    [Theory]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("https://[::1]/")]
    [InlineData("file:///")]
    [InlineData("file://smba.trafficmanager.net/x")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net.evil.test/")]
    [InlineData("https://smba.trafficmanager.net@evil.test/")]
    [InlineData("https://user:word@smba.trafficmanager.net/")]
    [InlineData("https://@smba.trafficmanager.net/")]
    [InlineData("https://evil.test/#smba.trafficmanager.net")]
    [InlineData("https://evil.test\\@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net\\@evil.test/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("https://smba.trafficmanager.net:0443/")]
    [InlineData("https://smba.trafficmanager.net:/")]
    [InlineData("https://evil.trafficmanager.net/")]
    [InlineData("https://a.smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net./")]
    [InlineData("https://smba。trafficmanager.net/")]
    [InlineData("https://ｓmba.trafficmanager.net/")]
    [InlineData("https://smbа.trafficmanager.net/")]
    [InlineData("https://xn--smb-8cd.trafficmanager.net/")]
    [InlineData("https://smba%2etrafficmanager.net/")]
    [InlineData("https:smba.trafficmanager.net/")]
    [InlineData("https:///smba.trafficmanager.net/")]
    [InlineData("/v3/conversations")]
    public void Anything_that_only_looks_like_them_is_not(string url) =>
        Assert.False(Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var parsed) && Hosts().Allows(parsed));

    [Theory]
    [InlineData("http://127.0.0.1:5001/", true)]
    [InlineData("https://127.0.0.1:5001/", true)]
    [InlineData("http://127.0.0.1:5002/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://127.1:5001/", false)]
    [InlineData("http://2130706433:5001/", false)]
    [InlineData("http://[::1]:5001/", true)]
    [InlineData("http://[0:0:0:0:0:0:0:1]:5001/", false)]
    [InlineData("https://connector.example:8443/x", true)]
    [InlineData("http://connector.example:8443/x", false)]
    [InlineData("https://connector.example/x", false)]
    [InlineData("https://plain.example/x", true)]
    [InlineData("https://smba.trafficmanager.net/", false)]
    public void A_configured_entry_matches_its_host_and_exactly_its_port(string url, bool allowed) =>
        Assert.Equal(allowed, Hosts("127.0.0.1:5001", "[::1]:5001", "Connector.Example:8443", "plain.example").Allows(new Uri(url)));

    [Theory]
    [InlineData("https://connector.example")]
    [InlineData("connector.example/x")]
    [InlineData("a@connector.example")]
    [InlineData("")]
    [InlineData("host:port")]
    [InlineData("127.1:80")]
    public void A_malformed_entry_stops_the_start_and_is_named(string entry) =>
        Assert.Contains($"'{entry}'", Assert.Throws<ArgumentException>(() => Hosts(entry)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:56150/_connector", true)]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("https://[::1]:8443/", true)]
    [InlineData("http://user@127.0.0.1:56150/", false)]
    [InlineData("http://2130706433:56150/", false)]
    [InlineData("http://169.254.169.254/", false)]
    [InlineData("https://smba.trafficmanager.net/emea/", false)]
    public void Without_a_registration_this_machine_is_trusted_and_nothing_else(string url, bool allowed) =>
        Assert.Equal(allowed, new ServiceHosts(Options.Create(new BotOptions())).Allows(new Uri(url)));

    private static ServiceHosts Hosts(params string[] configured)
    {
        var options = new BotOptions { AppId = "app" };
        foreach (var host in configured) options.ServiceHosts.Add(host);
        return new ServiceHosts(Options.Create(options));
    }
}
