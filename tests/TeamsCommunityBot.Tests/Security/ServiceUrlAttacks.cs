using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>
/// Addresses that would have us take our token elsewhere (S18–S22, groups 8, 16, 22). Token and body agree on them unless the row says so: even
/// a genuine token does not make a host ours.
/// </summary>
public sealed class ServiceUrlAttacks(Target target) : IClassFixture<Target>
{
    private static readonly Dictionary<string, (int Status, Action<Draft> Change)> Table = new()
    {
        ["S18 loopback, another port"] = (403, d => d.Service("http://127.0.0.1:1/")),
        ["S18 the cloud's metadata"] = (403, d => d.Service("http://169.254.169.254/")),
        ["S18 IPv6 loopback"] = (403, d => d.Service("https://[::1]/")),
        ["S18 a file"] = (403, d => d.Service("file:///etc/passwd")),
        ["localhost for 127.0.0.1"] = (403, d => d.Service(Here(d).Replace("127.0.0.1", "localhost", StringComparison.Ordinal))),
        ["https in the body, http in the token"] = (403, d => d.Activity["serviceUrl"] = Here(d).Replace("http:", "https:", StringComparison.Ordinal)),
        ["S19 our host as the start of another"] = (403, d => d.Service("https://smba.trafficmanager.net.evil.test/")),
        ["S19 our host as user information"] = (403, d => d.Service("https://smba.trafficmanager.net@evil.test/")),
        ["S19 our host behind a hash"] = (403, d => d.Service("https://evil.test/#smba.trafficmanager.net")),
        ["S19 another port"] = (403, d => d.Service("https://smba.trafficmanager.net:8443/")),
        ["S19 a neighbour in Traffic Manager"] = (403, d => d.Service("https://evil.trafficmanager.net/")),
        ["the real one, where settings name another"] = (403, d => d.Service("https://smba.trafficmanager.net/emea/")),
        ["S20 punycode"] = (403, d => d.Service("https://xn--smba-trafficmanager-net.test/")),
        ["S20 full-width letters"] = (403, d => d.Service("https://ｓｍｂａ.trafficmanager.net/")),
        ["S20 a homograph"] = (403, d => d.Service("https://smbа.trafficmanager.net/")),
        ["S20 a dot at the end"] = (403, d => d.Service(Here(d).Replace("127.0.0.1", "127.0.0.1.", StringComparison.Ordinal))),
        ["an address in one number"] = (403, d => d.Service(Here(d).Replace("127.0.0.1", "2130706433", StringComparison.Ordinal))),
        ["an address in hexadecimals"] = (403, d => d.Service(Here(d).Replace("127.0.0.1", "0x7f.0.0.1", StringComparison.Ordinal))),
        ["an escaped host"] = (403, d => d.Service(Here(d).Replace("127", "%3127", StringComparison.Ordinal))),
        ["user information before our host"] = (403, d => d.Service(Here(d).Replace("://", "://user:pass@", StringComparison.Ordinal))),
        ["a query"] = (403, d => d.Service(Here(d) + "?x=1")),
        ["a fragment"] = (403, d => d.Service(Here(d) + "#x")),
        ["a backslash"] = (403, d => d.Service(Here(d).Replace("/teams", "\\teams", StringComparison.Ordinal))),
        ["a relative address"] = (403, d => d.Service("/teams/")),
        ["no address"] = (403, d => d.Service("not-a-uri")),
        ["another scheme"] = (403, d => d.Service(Here(d).Replace("http:", "ftp:", StringComparison.Ordinal))),
        ["javascript"] = (403, d => d.Service("javascript:alert(1)")),

        ["S21 the token names another path"] = (403, d => d.Claim("serviceurl", Here(d) + "other/")),
        ["S21 the token names another host"] = (403, d => d.Claim("serviceurl", "https://smba.trafficmanager.net/emea/")),
        ["S21 the body climbs out of the path"] = (403, d => d.Activity["serviceUrl"] = Here(d) + "../"),
        ["S21 the body has no slash at the end"] = (403, d => d.Activity["serviceUrl"] = Here(d)[..^1]),
        ["S21 the token has no slash at the end"] = (403, d => d.Claim("serviceurl", Here(d)[..^1])),
        ["S21 the body comes back to the path"] = (403, d => d.Activity["serviceUrl"] = Here(d) + "x/../"),
        ["S21 the body escapes a letter of the path"] = (403, d => d.Activity["serviceUrl"] = Here(d).Replace("teams", "%74eams", StringComparison.Ordinal)),
        ["S21 the body ends with a space"] = (403, d => d.Activity["serviceUrl"] = Here(d) + " "),
        ["S22 the token names no service"] = (403, d => d.Claim("serviceurl", null)),
        ["S22 the token's service is empty"] = (403, d => d.Claim("serviceurl", "")),
        ["S22 the token's service is a number"] = (403, d => d.Claim("serviceurl", 7)),

        ["the body has no service"] = (400, d => d.Activity.Remove("serviceUrl")),
        ["the body's service is empty"] = (400, d => d.Activity["serviceUrl"] = ""),
        ["the body's service is null"] = (400, d => d.Activity["serviceUrl"] = null),
        ["the body's service is a list"] = (400, d => d.Activity["serviceUrl"] = new System.Text.Json.Nodes.JsonArray(Here(d))),
    };

    public static TheoryData<string> Attacks => [.. Table.Keys];

    [Theory, MemberData(nameof(Attacks))]
    public Task It_is_refused(string attack) => target.RefusesAsync(Table[attack].Status, Table[attack].Change);

    private static string Here(Draft draft) => draft.Sim.ServiceUrl.AbsoluteUri;
}
