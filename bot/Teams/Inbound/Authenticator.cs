using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Establishes that a request comes from Bot Framework and is meant for us: everything that can be known before its body is read.</summary>
internal sealed class Authenticator(IOptions<BotOptions> options, SigningKeys keys, KeyAllowance allowance, TokenCache cache, TimeProvider clock)
{
    /// <summary>Some ten times what Bot Framework sends.</summary>
    private const int LongestToken = 16 * 1024;

    private readonly BotOptions _bot = options.Value;
    private readonly JsonWebTokenHandler _handler = new();

    public async ValueTask<(Caller? Caller, Refusal? Refusal)> AuthenticateAsync(HttpContext context)
    {
        if (_bot.IsAnonymous)
            return IsOnThisMachine(context) ? (Caller.Anonymous, null) : (null, Refusal.Forbidden("without authentication only this machine is served"));
        if (BearerToken(context.Request) is not { } token) return (null, Refusal.Unauthorized("no single bearer token"));
        if (token.Length > LongestToken || !Ascii.IsValid(token) || token.AsSpan().Count('.') != 2) return (null, Refusal.Unauthorized("no signed token"));
        if (keys.InForce is { } inForce && cache.Find(token, inForce, clock.GetUtcNow()) is { } known) return (known, null);
        return await ValidateAsync(token, KeyAllowance.SourceOf(context.Connection.RemoteIpAddress));
    }

    /// <summary>The Host header is looked at too: a web page on another name may have been pointed at this machine.</summary>
    private static bool IsOnThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && Uri.TryCreate($"http://{context.Request.Host}/", UriKind.Absolute, out var host) && host.IsLoopback;

    private static string? BearerToken(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header]) return null;
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !header.AsSpan(0, space).Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return null;
        var token = header[(space + 1)..];
        return token.Length > 0 && !token.Contains(' ', StringComparison.Ordinal) ? token : null;
    }

    private async ValueTask<(Caller? Caller, Refusal? Refusal)> ValidateAsync(string text, string source)
    {
        var now = clock.GetUtcNow();
        var (token, refusal) = Parse(text, now);
        if (token is null) return (null, refusal);
        var inForce = await keys.CurrentAsync();
        if (inForce is not null && !inForce.Knows(token.Kid)) inForce = await keys.AfterUnknownAsync(inForce, token.Kid, source);
        if (inForce is null) return (null, Refusal.Unavailable("no signing keys to check tokens with"));
        var signers = inForce.For(token.Kid, EnvelopeCheck.Channel, now);
        if (signers.Count == 0) return (null, Refusal.Unauthorized("token is signed by no key that is endorsed for Teams"));
        if (!await IsGenuineAsync(token, signers)) return (null, Refusal.Unauthorized("token's signature does not hold"));
        token.TryGetPayloadValue<string>("serviceurl", out var serviceUrl);
        var caller = new Caller(serviceUrl, token.ValidTo, inForce);
        allowance.Vouch(source);
        cache.Add(text, caller);
        return (caller, null);
    }

    private (JsonWebToken? Token, Refusal? Refusal) Parse(string text, DateTimeOffset now)
    {
        try
        {
            var token = new JsonWebToken(text);
            var refusal = TokenRules.Check(token, _bot, now);
            return refusal is null ? (token, null) : (null, refusal);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser throws many kinds of exception at what strangers send; each of them means the same.
            return (null, Refusal.Unauthorized("token cannot be read"));
        }
    }

    /// <summary>The signature alone: what the token says was checked before, by rules stricter than the library's.</summary>
    private async Task<bool> IsGenuineAsync(JsonWebToken token, IReadOnlyList<SecurityKey> signers)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = signers,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidIssuer = _bot.Issuer,
            ValidAudience = token.Audiences.Single(),
            ValidateLifetime = false, // by the system's clock; TokenRules goes by ours
        });
        return result.IsValid;
    }
}
