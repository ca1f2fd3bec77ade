using System.Text.Json.Nodes;
using TeamsCommunityBot.Tests.Security;

namespace TeamsCommunityBot.BotBuilder.Tokens;

/// <summary>What the SDK lets in and we do not: the rule of ours that is broken, in the words of our log, and why it is there.</summary>
/// <param name="Rule">The reason that our boundary logs.</param>
/// <param name="Why">What the SDK's own rule would let happen.</param>
/// <param name="Example">A request that the SDK lets in and ours refuses by this very rule.</param>
internal sealed record Stricter(string Rule, string Why, Action<Draft> Example)
{
    private const string Elsewhere = "f0000000-0000-4000-8000-00000000000f";
    private const string Emulator = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    public static IReadOnlyList<Stricter> Table { get; } =
    [
        new("no signed token",
            "A header of any length would be parsed, by whoever knows the address.",
            d => d.Token = d.Sim.Tokens.Make(c => c["pad"] = new string('p', 15_000))),
        new("token cannot be read",
            "A key's name that is no text means nothing; the SDK takes it for none.",
            d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = new JsonObject())),
        new("token names no key",
            "Without a name the SDK tries all keys and asks none for its endorsement.",
            d => d.Token = d.Sim.Tokens.Make(header: h => h.Remove("kid"))),
        new("token's signature does not hold",
            "Where the named key did not sign, the SDK tries all others.",
            d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = d.Sim.Keys.Add("msteams").Kid)),
        new("token is signed by no key that is endorsed for Teams",
            "Where the named key is unknown, the SDK tries all others.",
            d => d.Token = d.Sim.Tokens.Make(header: h => h["kid"] = "unknown")),
        new("token is not signed with RS256",
            "Bot Framework uses one algorithm, so one is enough.",
            d => d.Token = d.Sim.Tokens.Make(header: h => h["alg"] = "RS384")),
        new("token demands an extension",
            "Whoever does not know what crit names must refuse (RFC 7515, 4.1.11).",
            d => d.Token = d.Sim.Tokens.Make(header: h => (h["crit"], h["x"]) = (new JsonArray("x"), 1))),
        new("token is from another issuer",
            "The Emulator and skills come with tokens of Entra; this bot serves neither.",
            d => d.Token = d.Sim.Tokens.Make(c => (c["iss"], c["appid"], c["ver"]) = (Emulator, d.Sim.Options.AppId, "1.0"))),
        new("token has not begun", "The SDK does not look at when a token was issued.", d => d.Claim("iat", InHours(d, 24))),
        new("token lives too long", "Bot Framework's live an hour; a stolen one must not be good for years.", d => d.Claim("exp", InHours(d, 48))),
        new("body is no activity", "The SDK makes a text of a number; a field of another type is not what Teams sends.", d => d.Activity["type"] = 1),
        new("another channel than Teams",
            "Web Chat and Direct Line let anybody in, and no channel named means no endorsement asked for.",
            d => d.Activity["channelId"] = "webchat"),
        new("service url has more than a path",
            "A name before the host and a query behind it make an address look like another.",
            d => d.Service(d.Sim.ServiceUrl.AbsoluteUri + "?x=1")),
        new("service url is on a host that is not allowed",
            "Our token goes there: the SDK sends it wherever the caller says.",
            d => d.Service("https://169.254.169.254/")),
        new("no usable conversation",
            "An activity without one can be neither kept nor answered; a long id is no key.",
            d => d.Activity.Remove("conversation")),
        new("no sender", "Who asks decides what may be done.", d => d.Activity.Remove("from")),
        new("a delivery mode that Teams does not use",
            "Answers would go to the caller and not to the conversation.",
            d => d.Activity["deliveryMode"] = "expectReplies"),
        new("two tenants in one activity",
            "What is kept apart by tenant must not be a matter of where one looks.",
            d => d.Activity["channelData"]!["tenant"]!["id"] = Elsewhere),
        new("tenant is not served",
            "The token says that Bot Framework calls, not for whom.",
            d => (d.Activity["conversation"]!["tenantId"], d.Activity["channelData"]!["tenant"]!["id"]) = (Elsewhere, Elsewhere)),
        new("tenant header is another than the activity's",
            "The service sets it; a body that was put under it says something else.",
            d => d.Headers["x-ms-tenant-id"] = Elsewhere),
        new("conversation header is another than the activity's",
            "As the tenant's.",
            d => d.Headers["x-ms-conversation-id"] = "19:other@thread.tacv2"),
    ];

    private static long InHours(Draft draft, double hours) => draft.Sim.Clock.GetUtcNow().AddHours(hours).ToUnixTimeSeconds();
}
