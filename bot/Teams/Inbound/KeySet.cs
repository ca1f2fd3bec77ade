using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>The keys of one reading of the metadata. A new reading is a new set.</summary>
/// <param name="former">The set before this one: what it had and this has not was withdrawn.</param>
internal sealed class KeySet(IEnumerable<JsonWebKey> keys, DateTimeOffset fetchedAt, KeySet? former = null)
{
    /// <summary>Years of rotations.</summary>
    private const int MostWithdrawn = 50;

    private readonly ILookup<string, Signer> _byId =
        keys.Where(k => k.Kty == JsonWebAlgorithmsKeyTypes.RSA && !string.IsNullOrEmpty(k.Kid)
            && k.Use != "enc").ToLookup(k => k.Kid, Signer.From, StringComparer.Ordinal);

    private readonly HashSet<string> _ofFormer = former is null
        ? [] : [.. former._byId.Select(signer => signer.Key).Concat(former._ofFormer).Take(MostWithdrawn)];

    public DateTimeOffset FetchedAt => fetchedAt;

    public bool IsEmpty => _byId.Count == 0;

    public bool Knows(string keyId) => _byId.Contains(keyId);

    /// <summary>Whether an earlier set had the key and this one has it no more.</summary>
    public bool Withdrew(string keyId) => _ofFormer.Contains(keyId) && !Knows(keyId);

    /// <summary>The keys of this id that may sign for <paramref name="channel"/> at this moment.</summary>
    public IReadOnlyList<SecurityKey> For(string keyId, string channel, DateTimeOffset now) =>
        [.. _byId[keyId].Where(s => s.Endorsements.Contains(channel) && s.Since <= now && now <= s.Until).Select(s => s.Key)];

    /// <param name="Endorsements">The channels that the key may sign for; a member of the JWK that Bot Framework added.</param>
    private sealed record Signer(JsonWebKey Key, IReadOnlySet<string> Endorsements, DateTimeOffset Since, DateTimeOffset Until)
    {
        public static Signer From(JsonWebKey key)
        {
            var (from, until) = Validity(key);
            return new(key, EndorsementsOf(key), from, until);
        }

        private static HashSet<string> EndorsementsOf(JsonWebKey key)
        {
            if (!key.AdditionalData.TryGetValue("endorsements", out var value)) return [];
            return value switch
            {
                JsonElement { ValueKind: JsonValueKind.Array } array =>
                    [.. array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)],
                IEnumerable<object> list => [.. list.OfType<string>()],
                _ => [],
            };
        }

        /// <summary>A key that comes with a certificate is good as long as the certificate is.</summary>
        private static (DateTimeOffset From, DateTimeOffset Until) Validity(JsonWebKey key)
        {
            if (key.X5c.Count == 0) return (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            try
            {
                using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key.X5c[0]));
                return (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                return (DateTimeOffset.MaxValue, DateTimeOffset.MinValue); // unreadable: never good
            }
        }
    }
}
