using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>What a token of Bot Framework must say; its signature is looked at elsewhere.</summary>
internal static class TokenRules
{
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Bot Framework's live about an hour. One that lives for years was not made by it in any good way.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>Why the token is refused, or null.</summary>
    public static Refusal? Check(JsonWebToken token, BotOptions bot, DateTimeOffset now)
    {
        if (token.Alg != SecurityAlgorithms.RsaSha256) return Refusal.Unauthorized("token is not signed with RS256");
        if (string.IsNullOrEmpty(token.Kid)) return Refusal.Unauthorized("token names no key");
        if (token.TryGetHeaderValue<object>("crit", out _)) return Refusal.Unauthorized("token demands an extension");
        if (token.Issuer != bot.Issuer) return Refusal.Unauthorized("token is from another issuer");
        if (!IsForUs(token, bot)) return Refusal.Unauthorized("token is for another audience");
        return CheckLife(token, now);
    }

    /// <summary>To the letter, as Bot Builder compares; the id in the settings is in its one form by now, which is Bot Framework's too.</summary>
    private static bool IsForUs(JsonWebToken token, BotOptions bot)
    {
        var audiences = token.Audiences.ToList();
        return audiences is [var audience] && audience == bot.AppId;
    }

    private static Refusal? CheckLife(JsonWebToken token, DateTimeOffset now)
    {
        if (!token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var exp)) return Refusal.Unauthorized("token has no end");
        var expires = At(exp);
        if (expires + Skew <= now) return Refusal.Unauthorized("token has ended");
        if (expires - now > LongestLife) return Refusal.Unauthorized("token lives too long");
        if (token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Nbf, out var nbf) && nbf > exp) return Refusal.Unauthorized("token ends before it begins");
        return CheckBegin(token, JwtRegisteredClaimNames.Nbf, expires, now) ?? CheckBegin(token, JwtRegisteredClaimNames.Iat, expires, now);
    }

    private static Refusal? CheckBegin(JsonWebToken token, string claim, DateTimeOffset expires, DateTimeOffset now)
    {
        if (!token.TryGetPayloadValue<long>(claim, out var seconds)) return null;
        var begins = At(seconds);
        if (begins - Skew > now) return Refusal.Unauthorized("token has not begun");
        return expires - begins > LongestLife ? Refusal.Unauthorized("token lives too long") : null;
    }

    /// <summary>Kept a week inside of what a date can hold, so that adding a skew cannot overflow.</summary>
    private static DateTimeOffset At(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, -62_000_000_000, 253_000_000_000));
}
