using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>How the application proves to the token endpoint that it is itself.</summary>
internal interface IClientProof
{
    /// <summary>The form fields that carry the proof. Never throws for what a file or another service does.</summary>
    ValueTask<Proof> ProveAsync(CancellationToken ct);
}

/// <param name="Problem">Set where there is no proof, without anything secret.</param>
internal sealed record Proof(IReadOnlyList<KeyValuePair<string, string>> Fields, string? Problem = null)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static Proof Secret(string secret) => new([new("client_secret", secret)]);

    public static Proof Assertion(string jwt) => new([new("client_assertion_type", JwtBearer), new("client_assertion", jwt)]);

    public static Proof None(string problem) => new([], problem);
}

internal sealed class SecretProof(string secret) : IClientProof
{
    private readonly Proof _proof = Proof.Secret(secret);

    public ValueTask<Proof> ProveAsync(CancellationToken ct) => new(_proof);
}

/// <summary>
/// A short-lived JWT signed by the certificate: PS256 with <c>x5t#S256</c>, as Entra's page on certificate credentials asks. The file is read at
/// each use (about hourly), so that a renewed certificate needs no restart.
/// </summary>
internal sealed partial class CertificateProof(string path, string appId, Uri audience, TimeProvider time, ILogger<CertificateProof> logger) : IClientProof
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public ValueTask<Proof> ProveAsync(CancellationToken ct)
    {
        try
        {
            using var certificate = Load();
            using var key = certificate.GetRSAPrivateKey() ?? throw new CryptographicException("no RSA key");
            var now = time.GetUtcNow();
            if (certificate.NotAfter.ToUniversalTime() < now.UtcDateTime.AddDays(30)) Log.NearExpiry(logger, certificate.NotAfter.ToUniversalTime());
            return new(Proof.Assertion(Sign(certificate, key, now)));
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new(Proof.None($"the certificate cannot be used ({error.GetType().Name})"));
        }
    }

    private X509Certificate2 Load() => Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12"
        ? X509CertificateLoader.LoadPkcs12FromFile(path, password: null)
        : X509Certificate2.CreateFromPemFile(path);

    private string Sign(X509Certificate2 certificate, RSA key, DateTimeOffset now)
    {
        var header = Part(json =>
        {
            json.WriteString("alg", "PS256");
            json.WriteString("typ", "JWT");
            json.WriteString("x5t#S256", Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)));
        });
        var claims = Part(json =>
        {
            json.WriteString("aud", audience.AbsoluteUri);
            json.WriteString("iss", appId);
            json.WriteString("sub", appId);
            json.WriteString("jti", Guid.NewGuid());
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("nbf", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        });
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Base64Url.EncodeToString(buffer.ToArray());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The bot's certificate expires at {ExpiresAt:u}.")]
        public static partial void NearExpiry(ILogger logger, DateTime expiresAt);
    }
}
