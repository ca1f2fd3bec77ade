using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TeamsCommunityBot.Benchmarks.Harness;

namespace TeamsCommunityBot.Benchmarks.Servers;

/// <summary>
/// Stands where Bot Framework is, for every server alike: OpenID metadata, keys and tokens, and a connector that does nothing but look for
/// the expected words in what it receives, count, and answer 201. The simulator keeps rosters, limits and recordings; here they would be the bottleneck.
/// </summary>
internal sealed class ConnectorServer(Uri address, TimeProvider clock)
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "benchmark" };
    private volatile byte[] expected = [];
    private volatile string last = "";
    private long answers;
    private long others;
    private long hanging;

    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        new ConnectorServer(new Uri($"http://127.0.0.1:{port}/"), TimeProvider.System).Map(app);
        await app.RunAsync();
        return 0;
    }

    private void Map(WebApplication app)
    {
        app.MapPost("/v3/conversations/{conversation}/activities", ReceiveAsync);
        app.MapPost("/v3/conversations/{conversation}/activities/{id}", ReceiveAsync);
        app.MapGet("/v3/conversations/{conversation}/members/{member}", () => Results.Text(Activities.Member, "application/json"));
        app.MapGet("/openid", () => Results.Text(
            $$"""{"issuer":"https://api.botframework.com","jwks_uri":"{{address}}keys","id_token_signing_alg_values_supported":["RS256"]}""",
            "application/json"));
        app.MapGet("/keys", () => Results.Text(Keys(), "application/json"));
        app.MapPost("/{tenant}/oauth2/v2.0/token",
            () => Results.Text("""{"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"benchmark"}""", "application/json"));
        app.MapGet("/control/token", () => Results.Text(Token()));
        app.MapGet("/control/count", () => Results.Text(string.Create(CultureInfo.InvariantCulture,
            $"{Interlocked.Read(ref answers)} {Interlocked.Read(ref others)} {Interlocked.Read(ref hanging)}")));
        app.MapGet("/control/last", () => Results.Text(last));
        app.MapPost("/control/expect", async (HttpRequest request) =>
        {
            expected = await ReadAsync(request);
            (answers, others) = (0, 0);
        });
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (context.Request.RouteValues["conversation"] is string id && id.StartsWith(Crowd.HangingPrefix, StringComparison.Ordinal))
        {
            await HangAsync(context.RequestAborted);
            return;
        }
        var body = await ReadAsync(context.Request);
        if (body.AsSpan().IndexOf(expected) >= 0)
            Interlocked.Increment(ref answers);
        else
            Interlocked.Increment(ref others);
        // Kept for the harness to look at, but not for every one of the many.
        if (Interlocked.Read(ref answers) < 10)
            last = System.Text.Encoding.UTF8.GetString(body);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync("""{"id":"1790000000000"}""", context.RequestAborted);
    }

    /// <summary>As a connector that took the request and says nothing, until the sender goes away.</summary>
    private async Task HangAsync(CancellationToken gone)
    {
        Interlocked.Increment(ref hanging);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref hanging);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream((int)(request.ContentLength ?? 1024));
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private string Token()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://api.botframework.com",
            Audience = Activities.Bot,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = address.AbsoluteUri },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    private string Keys()
    {
        var parts = key.Rsa.ExportParameters(includePrivateParameters: false);
        return $$"""
            {"keys":[{"kty":"RSA","use":"sig","kid":"{{key.KeyId}}","n":"{{Base64UrlEncoder.Encode(parts.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parts.Exponent)}}","endorsements":["msteams"]}]}
            """;
    }
}
