using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CsCheck;
using TeamsCommunityBot.BotBuilder.Support;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Security;
using Xunit;

namespace TeamsCommunityBot.BotBuilder.Tokens;

/// <summary>Ten thousand requests with anything right or wrong about key, header, claims and envelope: the same verdict on each.</summary>
public sealed class Generated : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Request, string> _signed = [];
    private SimTeams _sim = null!;
    private Boundary _boundary = null!;
    private IReadOnlyList<SimKey> _keys = [];

    public async ValueTask InitializeAsync()
    {
        _sim = await SimTeams.StartAsync(new SimOptions { Limits = false });
        var silent = _sim.Keys.Add();
        _sim.Keys.Endorse(silent, null);
        _keys = [_sim.Keys.Current, _sim.Keys.Add("msteams"), _sim.Keys.Add("webchat"), _sim.Keys.Add(), silent, _sim.Keys.Unpublished("msteams")];
        _boundary = await Boundary.StartAsync(_sim);
    }

    public async ValueTask DisposeAsync()
    {
        await _boundary.DisposeAsync();
        await _sim.DisposeAsync();
    }

    [Fact]
    public async Task Both_say_the_same_of_ten_thousand_requests()
    {
        var adapter = Sdk.Adapter(_sim);
        var (both, neither) = (0, 0);
        await Requests.SampleAsync(
            async request =>
            {
                var draft = Draft(request);
                var (ours, sdk) = (await _boundary.OursAsync(draft), await Boundary.SdkAsync(adapter, draft));
                Agreement.Check(ours, sdk);
                if (ours.LetIn) Interlocked.Increment(ref both);
                else if (!sdk.LetIn) Interlocked.Increment(ref neither);
            },
            iter: 10_000);
        // Neither verdict may be a rarity, or there was nothing to agree on.
        Assert.True(both > 500 && neither > 2_000, $"{both} were let in by both, {neither} by neither.");
    }

    /// <summary>Mostly right in each part, so that many requests are wrong in one part alone.</summary>
    private static Gen<Request> Requests { get; } =
        from token in Gen.Select(Mostly(6), Mostly(4), Mostly(6), Mostly(6), Mostly(8))
        from life in Gen.Select(Mostly(7), Mostly(7))
        from services in Gen.Select(Mostly(10), Mostly(10))
        from alike in Gen.Bool
        from envelope in Gen.Select(Mostly(6), Mostly(4))
        let claimed = alike ? services.Item1 : services.Item2
        select new Request(
            token.Item1, token.Item2, token.Item3, token.Item4, token.Item5, life.Item1, life.Item2, envelope.Item1, services.Item1, claimed, envelope.Item2);

    /// <summary>The first of so many, seven times out of eight.</summary>
    private static Gen<int> Mostly(int count) => Gen.Frequency((7, Gen.Const(0)), (1, Gen.Int[0, count - 1]));

    private Draft Draft(Request request)
    {
        var draft = new Draft(_sim);
        // Signing costs most of all, and the token is the same whatever envelope it comes with.
        draft.Token = _signed.GetOrAdd(request with { Channel = 0, Service = 0, Tenant = 0 }, Sign);
        Set(draft.Activity, "channelId", request.Channel switch { 0 => "msteams", 1 => null, 2 => "", 3 => "webchat", 4 => "MSTEAMS", _ => "emulator" });
        Set(draft.Activity, "serviceUrl", Service(request.Service));
        if (request.Tenant == 1) Set(draft.Activity["conversation"]!.AsObject(), "tenantId", Guid.Empty.ToString());
        if (request.Tenant == 2) draft.Headers["x-ms-tenant-id"] = Guid.Empty.ToString();
        if (request.Tenant == 3) draft.Activity["deliveryMode"] = "stream";
        return draft;
    }

    private string Sign(Request request) => _sim.Tokens.Make(
        claims =>
        {
            Set(claims, "iss", Issuer(request.Issuer));
            Set(claims, "aud", Audience(request.Audience));
            Set(claims, "nbf", Begin(request.Begin));
            Set(claims, "exp", End(request.End));
            Set(claims, "serviceurl", Service(request.ClaimedService));
        },
        header =>
        {
            if (request.Algorithm > 0) header["alg"] = request.Algorithm switch { 1 => "RS384", 2 => "RS512", 3 => "PS256", 4 => "none", _ => "rs256" };
            Set(header, "kid", request.Kid switch { 0 => header["kid"]!.DeepClone(), 1 => _keys[1].Kid, 2 => null, _ => "unknown" });
        },
        _keys[request.Key]);

    private static JsonNode? Issuer(int choice) => choice switch
    {
        0 => SimTokens.Issuer,
        1 => null,
        2 => SimTokens.Issuer + "/",
        3 => SimTokens.Issuer.ToUpperInvariant(),
        4 => "https://api.botframework.us",
        _ => "",
    };

    private JsonNode? Audience(int choice) => choice switch
    {
        0 => _sim.Options.AppId,
        1 => null,
        2 => "",
        3 => Guid.Empty.ToString(),
        4 => _sim.Options.AppId.ToUpperInvariant(),
        _ => new JsonArray(_sim.Options.AppId, Guid.Empty.ToString()),
    };

    // Two minutes away from the five that clocks may differ by, since a run takes a while.
    private JsonNode? Begin(int choice) =>
        choice switch { 0 => Minutes(0), 1 => null, 2 => Minutes(-120), 3 => Minutes(3), 4 => Minutes(8), 5 => Minutes(-2_880), _ => Minutes(60) };

    private JsonNode? End(int choice) =>
        choice switch { 0 => Minutes(60), 1 => null, 2 => Minutes(-7), 3 => Minutes(-3), 4 => Minutes(2_880), 5 => Minutes(-60), _ => Minutes(1_000) };

    private JsonNode? Service(int choice)
    {
        var here = _sim.ServiceUrl.AbsoluteUri;
        return choice switch
        {
            0 => here,
            1 => null,
            2 => here[..^1],
            3 => here.ToUpperInvariant(),
            4 => here + "other/",
            5 => here + "x/../",
            6 => "https://elsewhere.test/teams/",
            7 => here + "?x=1",
            8 => here.Replace("teams", "%74eams", StringComparison.Ordinal),
            _ => "",
        };
    }

    private long Minutes(int minutes) => _sim.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is null) json.Remove(name);
        else json[name] = value;
    }

    /// <summary>A choice for each part; 0 is what Bot Framework sends.</summary>
    private sealed record Request(
        int Key, int Kid, int Algorithm, int Issuer, int Audience, int Begin, int End, int Channel, int Service, int ClaimedService, int Tenant);
}
