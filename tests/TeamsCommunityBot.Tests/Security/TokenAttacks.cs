using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Tokens that Bot Framework did not make, or not for us, or not for now: 401 each.</summary>
public sealed class TokenAttacks(Target target) : IClassFixture<Target>
{
    private const string Channel = "msteams";

    private static readonly Dictionary<string, Action<Draft>> Table = new()
    {
        // The header
        ["S01 no Authorization"] = d => d.Authorization = [],
        ["S02 Basic"] = d => d.Authorization = ["Basic dXNlcjpwYXNz"],
        ["S02 two headers, both good"] = d => d.Authorization = [.. d.Authorization, .. d.Authorization],
        ["empty header"] = d => d.Authorization = [""],
        ["Bearer alone"] = d => d.Authorization = ["Bearer"],
        ["Bearer and a space"] = d => d.Authorization = ["Bearer "],
        ["token without a scheme"] = d => d.Authorization = [d.Sim.Tokens.Valid()],
        ["another scheme"] = d => d.Authorization = [$"Potato {d.Sim.Tokens.Valid()}"],
        ["three parts"] = d => d.Authorization = [$"Bearer {d.Sim.Tokens.Valid()} more"],
        ["two tokens in one header"] = d => d.Authorization = [$"Bearer {d.Sim.Tokens.Valid()}, Bearer {d.Sim.Tokens.Valid()}"],
        ["two spaces"] = d => d.Authorization = [$"Bearer  {d.Sim.Tokens.Valid()}"],
        ["token of 20 KB"] = d => d.Token = d.Sim.Tokens.Make(c => c["pad"] = new string('p', 15_000)),
        ["five parts, as if encrypted"] = d => d.Token = $"{d.Sim.Tokens.Valid()}.x.y",

        // Signature and header of the token (S03, S04, S05, group 18)
        ["RS384"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["alg"] = "RS384"),
        ["RS512"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["alg"] = "RS512"),
        ["PS256"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["alg"] = "PS256"),
        ["alg in another case"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["alg"] = "rs256"),
        ["alg missing"] = d => d.Token = d.Sim.Tokens.Make(header: h => h.Remove("alg")),
        ["RS256 that says PS256"] = d => d.Token = Relabel(d.Sim, "PS256"),
        ["kid missing"] = d => d.Token = d.Sim.Tokens.Make(header: h => h.Remove("kid")),
        ["kid empty"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = ""),
        ["kid that speaks SQL"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = "' OR 1=1 --"),
        ["kid that is an object"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = new JsonObject()),
        ["another good key's kid"] = d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = d.Sim.Keys.Add(Channel).Kid),
        ["nested: a token as the token's type"] = d =>
            d.Token = $"{d.Sim.Tokens.Valid().Split('.')[0]}.{Base64(d.Sim.Tokens.Valid())}.{d.Sim.Tokens.Valid().Split('.')[2]}",

        // Issuer (S12, groups 3, 11, 13, 14)
        ["issuer of the US government cloud"] = d => d.Claim("iss", "https://api.botframework.us"),
        ["issuer with a slash"] = d => d.Claim("iss", SimTokens.Issuer + "/"),
        ["issuer in another case"] = d => d.Claim("iss", SimTokens.Issuer.ToUpperInvariant()),
        ["issuer empty"] = d => d.Claim("iss", ""),
        ["issuer a list"] = d => d.Claim("iss", new JsonArray(SimTokens.Issuer)),
        ["S12 Entra v1 as the Emulator"] = d => d.Token = d.Sim.Tokens.Make(c => (c["iss"], c["appid"],
            c["ver"]) = ("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", d.Sim.Options.AppId, "1.0")),
        ["S12 Entra v2 as the Emulator"] = d => d.Token = d.Sim.Tokens.Make(c => (c["iss"], c["azp"],
            c["ver"]) = ("https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", d.Sim.Options.AppId, "2.0")),
        ["S12 Entra for another app (a skill)"] = d => d.Token = d.Sim.Tokens.Make(c => (c["iss"],
            c["appid"]) = ($"https://sts.windows.net/{d.Sim.Sample.Tenant.Id}/", "another")),

        // Audience (S11, group 7, 19)
        ["audience api://"] = d => d.Claim("aud", $"api://{d.Sim.Options.AppId}"),
        ["audience api://botid-"] = d => d.Claim("aud", $"api://botid-{d.Sim.Options.AppId}"),
        ["audience ours in another case"] = d => d.Claim("aud", d.Sim.Options.AppId.ToUpperInvariant()),
        ["audience is Bot Framework"] = d => d.Claim("aud", SimTokens.Issuer),
        ["audience ours, twice"] = d => d.Claim("aud", new JsonArray(d.Sim.Options.AppId, d.Sim.Options.AppId)),
        ["audience a number"] = d => d.Claim("aud", 7),
        ["audience null"] = d => d.Token = d.Sim.Tokens.Make(c => c["aud"] = null),

        // Life (S06, groups 4, 20)
        ["ended 5:10 ago"] = d => d.Token = Lives(d.Sim, fromMinutes: -60, toMinutes: -5.2),
        ["begins in 5:10"] = d => d.Token = Lives(d.Sim, fromMinutes: 5.2, toMinutes: 60),
        ["ends before it begins"] = d => d.Token = Lives(d.Sim, fromMinutes: 0, toMinutes: -3),
        ["ends in ten years"] = d => d.Token = Lives(d.Sim, fromMinutes: 0, toMinutes: 5_256_000),
        ["lived for two days already"] = d => d.Token = Lives(d.Sim, fromMinutes: -2_880, toMinutes: 10),
        ["issued tomorrow"] = d => d.Claim("iat", d.Sim.Clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds()),
        ["end is a word"] = d => d.Claim("exp", "never"),
        ["end is beyond all numbers"] = d => d.Claim("exp", JsonNode.Parse("1e300")),
        ["end is negative"] = d => d.Claim("exp", long.MinValue),
        ["end is null"] = d => d.Token = d.Sim.Tokens.Make(c => c["exp"] = null),

        // Endorsement (S13, groups 9, 21)
        ["S13 key endorsed for webchat alone"] = d => d.Token = d.Sim.Tokens.Make(key: d.Sim.Keys.Add("webchat")),
        ["key endorsed for Direct Line alone"] = d => d.Token = d.Sim.Tokens.Make(key: d.Sim.Keys.Add("directline", "emulator")),
        ["key endorsed for nothing"] = d => d.Token = d.Sim.Tokens.Make(key: d.Sim.Keys.Add()),
    };

    public static TheoryData<string> Attacks => [.. Table.Keys];

    [Theory, MemberData(nameof(Attacks))]
    public Task It_is_refused(string attack) => target.RefusesAsync(401, Table[attack]);

    [Fact]
    public async Task Every_forged_token_is_refused_and_nobody_fetches_what_it_points_at()
    {
        await using var listener = await SimTeams.StartAsync(ct: TestContext.Current.CancellationToken);
        foreach (var (_, token) in target.Sim.Tokens.Forged(listener.BaseUrl)) await target.RefusesAsync(401, d => d.Token = token);
        Assert.Equal(0, listener.Requests.Count);
    }

    [Fact]
    public async Task S07_a_changed_byte_makes_a_token_that_was_let_in_another_one()
    {
        var token = target.Sim.Tokens.Make();
        Assert.Equal(HttpStatusCode.OK, (await target.SendAsync(new Draft(target.Sim) { Token = token })).Status);
        foreach (var at in new[] { token.IndexOf('.', StringComparison.Ordinal) + 5, token.Length / 2, token.LastIndexOf('.') + 5 })
            await target.RefusesAsync(401, d => d.Token = $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}");
    }

    private static string Lives(SimTeams sim, double fromMinutes, double toMinutes)
    {
        var now = sim.Clock.GetUtcNow();
        return sim.Tokens.Make(c => (c["nbf"], c["exp"]) = (now.AddMinutes(fromMinutes).ToUnixTimeSeconds(), now.AddMinutes(toMinutes).ToUnixTimeSeconds()));
    }

    private static string Relabel(SimTeams sim, string algorithm)
    {
        var parts = sim.Tokens.Make().Split('.');
        var header = JsonNode.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(parts[0]))!;
        header["alg"] = algorithm;
        return $"{Base64(header.ToJsonString())}.{parts[1]}.{parts[2]}";
    }

    private static string Base64(string text) => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(text);
}
