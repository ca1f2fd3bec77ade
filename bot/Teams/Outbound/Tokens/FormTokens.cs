using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>
/// The client credentials grant of Entra: one form post to <c>{Authority}/{TenantId}/oauth2/v2.0/token</c>. Small enough to be ours, since
/// Azure.Identity and MSAL refuse an authority on loopback.
/// </summary>
internal sealed class FormTokens : ITokenSource
{
    private readonly HttpClient _http;
    private readonly Retries _retries;
    private readonly TimeProvider _time;
    private readonly IClientProof _proof;
    private readonly Uri _endpoint;
    private readonly string _appId;
    private readonly string _scope;

    /// <exception cref="ArgumentException"><c>Bot:Authority</c> is not https, and not loopback either.</exception>
    public FormTokens(HttpClient http, BotOptions options, string scope, IClientProof proof, Retries retries, TimeProvider time)
    {
        (_http, _proof, _retries, _time) = (http, proof, retries, time);
        (_appId, _scope) = (options.AppId, scope);
        _endpoint = EndpointOf(options);
    }

    /// <summary>Where the tokens come from, which is also the audience of a client assertion.</summary>
    public static Uri EndpointOf(BotOptions options)
    {
        var text = $"{options.Authority.TrimEnd('/')}/{Uri.EscapeDataString(options.TenantId)}/oauth2/v2.0/token";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new ArgumentException("Bot:Authority is neither an https address nor one on loopback.", nameof(options));
    }

    public async Task<TokenAnswer> AcquireAsync(CancellationToken ct)
    {
        var proof = await _proof.ProveAsync(ct);
        if (proof.Problem is { } problem) return new TokenAnswer(null, problem);
        List<KeyValuePair<string, string>> form =
            [new("grant_type", "client_credentials"), new("client_id", _appId), new("scope", _scope), .. proof.Fields];
        var exchange = await _retries.RunAsync(PostAsync, form, _time.GetUtcNow().AddSeconds(10), ct);
        return Read(exchange);
    }

    private async ValueTask<Exchange> PostAsync(List<KeyValuePair<string, string>> form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new FormUrlEncodedContent(form) };
        return await HttpEdge.ExchangeAsync(_http, request, _time, ct);
    }

    private TokenAnswer Read(Exchange exchange)
    {
        var body = Parse(exchange.Body);
        if (exchange.IsSuccess && body is { AccessToken.Length: > 0 } granted && !granted.AccessToken.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            var now = _time.GetUtcNow();
            return new(new AccessToken(granted.AccessToken, now, now.AddSeconds(Math.Clamp(granted.ExpiresIn, 1, 86_400))));
        }
        // The description names ids and the time; the codes say enough (7000215 is a wrong secret) and are safe to log.
        return new(null, $"status {exchange.Status}, codes {string.Join(' ', body?.ErrorCodes ?? [])}", exchange.RetryAfter);
    }

    private static TokenBody? Parse(byte[]? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, TokenJson.Default.TokenBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The answer of a token endpoint, good or bad.</summary>
/// <param name="ExpiresIn">Seconds from now.</param>
/// <param name="ErrorCodes">Entra's own numbers.</param>
internal sealed record TokenBody(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] double ExpiresIn = 0,
    [property: JsonPropertyName("error_codes")] IReadOnlyList<int>? ErrorCodes = null);

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenBody))]
internal sealed partial class TokenJson : JsonSerializerContext;
