using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TeamsCommunityBot.Simulator;

/// <summary>How a request's <c>Authorization</c> stands.</summary>
public enum SimBearer { None, Unknown, Expired, WrongAudience, Valid }

/// <summary>
/// The token endpoint <c>/{tenant}/oauth2/v2.0/token</c>: client credentials by secret, by certificate or by a federated assertion,
/// answered with opaque tokens that connector and Graph then demand.
/// </summary>
public sealed class SimEntra
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private readonly ConcurrentDictionary<string, AccessToken> _tokens = [];
    private readonly ConcurrentDictionary<string, TrustedIssuer> _trusted = [];
    private readonly SimOptions _options;
    private readonly SimOrg _org;
    private readonly string _home;
    private long _issued;

    internal SimEntra(SimOptions options, SimOrg org, string homeTenant) => (_options, _org, _home) = (options, org, homeTenant);

    /// <summary>How many tokens were issued.</summary>
    public long Issued => Interlocked.Read(ref _issued);

    /// <summary>Accepts assertions signed with the certificate's key, as after uploading it to the registration.</summary>
    public void Trust(X509Certificate2 certificate) =>
        _trusted[_options.AppId] = new TrustedIssuer(_options.AppId, _options.AppId, new X509SecurityKey(certificate), Audience: null);

    /// <summary>Accepts tokens of another identity for the registration (a federated credential).</summary>
    public void Trust(string issuer, string subject, SecurityKey key) =>
        _trusted[issuer] = new TrustedIssuer(issuer, subject, key, "api://AzureADTokenExchange");

    /// <summary>Makes every token issued so far invalid; the next call with one is answered 401.</summary>
    public void RevokeAll() => _tokens.Clear();

    internal SimBearer Check(string? authorization, bool forGraph, out string? tenantId)
    {
        tenantId = null;
        if (string.IsNullOrEmpty(authorization))
            return SimBearer.None;
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || !_tokens.TryGetValue(authorization[7..], out var token))
            return SimBearer.Unknown;
        tenantId = token.TenantId;
        if (token.Until <= _options.Clock.GetUtcNow())
            return SimBearer.Expired;
        return token.ForGraph == forGraph ? SimBearer.Valid : SimBearer.WrongAudience;
    }

    internal async ValueTask<Answer> IssueAsync(SimCall call)
    {
        var form = new FormReader(call.BodyText).ReadForm();
        string Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";
        if (Field("grant_type") != "client_credentials")
            return Refuse(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        if (_org.Tenant(call.TenantId!) is null)
            return Refuse(400, "invalid_request", "AADSTS90002: Tenant not found.");
        if (Field("client_id") != _options.AppId || !string.Equals(call.TenantId, _home, StringComparison.OrdinalIgnoreCase))
            return Refuse(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        if (!Field("scope").EndsWith("/.default", StringComparison.Ordinal))
            return Refuse(400, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid.");
        if (Field("client_assertion").Length > 0)
        {
            if (Field("client_assertion_type") != AssertionType || !await IsTrustedAsync(Field("client_assertion"), call))
                return Refuse(401, "invalid_client", "AADSTS700027: The client assertion is not valid.");
        }
        else if (Field("client_secret") != _options.ClientSecret)
            return Refuse(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        return Issue(call.TenantId!, Field("scope"));
    }

    private Answer Issue(string tenantId, string scope)
    {
        Interlocked.Increment(ref _issued);
        var token = $"sim.{RandomNumberGenerator.GetHexString(48, lowercase: true)}";
        var forGraph = !scope.StartsWith("https://api.botframework.", StringComparison.Ordinal);
        _tokens[token] = new AccessToken(_options.Clock.GetUtcNow() + _options.TokenLifetime, tenantId, forGraph);
        var seconds = (long)_options.TokenLifetime.TotalSeconds;
        return Answer.Json(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = seconds,
            ["ext_expires_in"] = seconds,
            ["access_token"] = token,
        });
    }

    private async Task<bool> IsTrustedAsync(string assertion, SimCall call)
    {
        var handler = new JsonWebTokenHandler();
        if (!handler.CanReadToken(assertion) || !_trusted.TryGetValue(handler.ReadJsonWebToken(assertion).Issuer, out var trusted))
            return false;
        var result = await handler.ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            ValidIssuer = trusted.Issuer,
            ValidAudience = trusted.Audience ?? call.Url,
            IssuerSigningKey = trusted.Key,
            LifetimeValidator = (from, until, _, _) => IsCurrent(from, until),
        });
        return result.IsValid && result.Claims.TryGetValue("sub", out var subject) && Equals(subject, trusted.Subject);
    }

    private bool IsCurrent(DateTime? from, DateTime? until)
    {
        var now = _options.Clock.GetUtcNow().UtcDateTime;
        return until is { } end && end > now && (from is not { } start || start <= now.AddMinutes(5));
    }

    private static Answer Refuse(int status, string error, string description) =>
        Answer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private sealed record AccessToken(DateTimeOffset Until, string TenantId, bool ForGraph);

    private sealed record TrustedIssuer(string Issuer, string Subject, SecurityKey Key, string? Audience);
}
