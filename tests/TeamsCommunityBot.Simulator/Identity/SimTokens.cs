using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// Makes the tokens that Bot Framework sends along, and every forged one that a change of header, claims, key or algorithm can make.
/// </summary>
public sealed class SimTokens
{
    /// <summary>The issuer of the public cloud.</summary>
    public const string Issuer = "https://api.botframework.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly SimKeys _keys;
    private readonly TimeProvider _clock;
    private readonly string _appId;
    private readonly string _serviceUrl;
    private CachedToken? _valid;

    internal SimTokens(SimKeys keys, TimeProvider clock, string appId, Uri serviceUrl) =>
        (_keys, _clock, _appId, _serviceUrl) = (keys, clock, appId, serviceUrl.AbsoluteUri);

    /// <summary>A token that a bot must accept. The same one for half an hour, so that it costs no signature each time.</summary>
    public string Valid()
    {
        var now = _clock.GetUtcNow();
        if (_valid is not { } valid || valid.Key != _keys.Current || valid.Until < now)
            _valid = valid = new CachedToken(Make(), _keys.Current, now + (Lifetime / 2));
        return valid.Token;
    }

    /// <summary>A signed token with claims or header changed, or under another key.</summary>
    /// <param name="claims">Changes the claims: <c>c => c["aud"] = "another"</c>.</param>
    /// <param name="header">Changes the header. <c>alg</c> chooses the signature: RS256, RS384, RS512 or PS256; <c>none</c> leaves it empty.</param>
    /// <param name="key">The key that signs and whose id the header tells; by default the current one.</param>
    public string Make(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, SimKey? key = null)
    {
        key ??= _keys.Current;
        var head = Header(key);
        header?.Invoke(head);
        var algorithm = head["alg"]?.ToString() ?? "";
        return Assemble(head, Claims(claims), data => algorithm == "none" ? [] : key.Sign(data, algorithm));
    }

    /// <summary>HS256, keyed with the published public key: what passes where the verifier lets the token choose the algorithm.</summary>
    /// <param name="pem">The key as PEM text; otherwise its DER bytes.</param>
    public string HmacWithPublicKey(bool pem = true)
    {
        var der = _keys.Current.PublicKey();
        var secret = pem ? Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", der)) : der;
        var header = Header(_keys.Current);
        header["alg"] = "HS256";
        return Assemble(header, Claims(null), data => HMACSHA256.HashData(secret, data));
    }

    /// <summary>The same signature over changed claims.</summary>
    public static string Tampered(string token, Action<JsonObject> claims)
    {
        var parts = token.Split('.');
        var body = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        claims(body);
        return $"{parts[0]}.{Encode(body)}.{parts[2]}";
    }

    /// <summary>One token of each kind that a bot must refuse with 401, named. <paramref name="listener"/> is where <c>jku</c> and <c>x5u</c> point.</summary>
    public IEnumerable<(string Name, string Token)> Forged(Uri listener)
    {
        var now = _clock.GetUtcNow();
        yield return ("alg none", Make(header: h => h["alg"] = "none"));
        yield return ("HS256 with the public key in PEM", HmacWithPublicKey());
        yield return ("HS256 with the public key in DER", HmacWithPublicKey(pem: false));
        yield return ("unknown key under its own kid", Make(key: _keys.Unpublished("msteams")));
        yield return ("unknown key under a known kid", Make(header: h => h["kid"] = _keys.Current.Kid, key: _keys.Unpublished("msteams")));
        yield return ("kid that climbs directories", Make(header: h => h["kid"] = "../../k", key: _keys.Unpublished("msteams")));
        yield return ("kid of 10 KB", Make(header: h => h["kid"] = new string('k', 10_240), key: _keys.Unpublished("msteams")));
        yield return ("jku elsewhere", Make(header: h => h["jku"] = listener.AbsoluteUri, key: _keys.Unpublished("msteams")));
        yield return ("x5u elsewhere", Make(header: h => h["x5u"] = listener.AbsoluteUri, key: _keys.Unpublished("msteams")));
        yield return ("key inside the header", MakeWithOwnKey());
        yield return ("critical header nobody knows", Make(header: h => (h["crit"], h["sim"]) = (new JsonArray("sim"), 1)));
        yield return ("expired", Make(c => (c["nbf"], c["exp"]) = (Seconds(now.AddHours(-2)), Seconds(now.AddMinutes(-6)))));
        yield return ("not yet valid", Make(c => c["nbf"] = Seconds(now.AddMinutes(6))));
        yield return ("no expiry", Make(c => c.Remove("exp")));
        yield return ("another issuer", Make(c => c["iss"] = "https://issuer.example"));
        yield return ("no issuer", Make(c => c.Remove("iss")));
        yield return ("another bot", Make(c => c["aud"] = Guid.Empty.ToString()));
        yield return ("several audiences", Make(c => c["aud"] = new JsonArray(_appId, Guid.Empty.ToString())));
        yield return ("empty audience", Make(c => c["aud"] = ""));
        yield return ("no audience", Make(c => c.Remove("aud")));
        yield return ("claims changed after signing", Tampered(Valid(), c => c["serviceurl"] = listener.AbsoluteUri));
        yield return ("signature cut off", Valid()[..Valid().LastIndexOf('.')] + ".");
        yield return ("two parts", Valid()[..Valid().LastIndexOf('.')]);
        yield return ("not a token", "rubbish");
    }

    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    private string MakeWithOwnKey()
    {
        var own = _keys.Unpublished("msteams");
        return Make(header: h => h["jwk"] = own.ToJwk(), key: own);
    }

    private static JsonObject Header(SimKey key) => new() { ["alg"] = "RS256", ["kid"] = key.Kid, ["x5t"] = key.Kid, ["typ"] = "JWT" };

    private JsonObject Claims(Action<JsonObject>? change)
    {
        var now = _clock.GetUtcNow();
        var claims = new JsonObject
        {
            ["serviceurl"] = _serviceUrl,
            ["nbf"] = Seconds(now),
            ["exp"] = Seconds(now + Lifetime),
            ["iss"] = Issuer,
            ["aud"] = _appId,
        };
        change?.Invoke(claims);
        return claims;
    }

    private static string Assemble(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(JsonObject json) => Base64UrlEncoder.Encode(json.ToJsonString());

    private sealed record CachedToken(string Token, SimKey Key, DateTimeOffset Until);
}
