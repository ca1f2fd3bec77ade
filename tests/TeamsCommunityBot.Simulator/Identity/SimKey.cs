using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace TeamsCommunityBot.Simulator;

/// <summary>A signing key of Bot Framework, with the channels it is endorsed for.</summary>
public sealed class SimKey
{
    // Making an RSA key costs a tenth of a second; the n-th key of every simulator in the process is the same one under another id.
    private static readonly ConcurrentDictionary<int, Lazy<RSA>> Material = [];
    private readonly RSA _rsa;

    internal SimKey(int number, IReadOnlyList<string>? endorsements)
    {
        _rsa = Material.GetOrAdd(number, _ => new Lazy<RSA>(() => RSA.Create(2048))).Value;
        Endorsements = endorsements;
    }

    /// <summary>The id under which the key is published.</summary>
    public string Kid { get; init; } = Base64UrlEncoder.Encode(Guid.NewGuid().ToByteArray());

    /// <summary>The channels whose tokens it may sign; null leaves the member out of the key set.</summary>
    public IReadOnlyList<string>? Endorsements { get; internal set; }

    /// <summary>The public key in DER (SubjectPublicKeyInfo).</summary>
    public byte[] PublicKey()
    {
        lock (_rsa)
            return _rsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Signs with RS256, RS384, RS512 or PS256.</summary>
    internal byte[] Sign(byte[] data, string algorithm)
    {
        var hash = algorithm switch { "RS384" => HashAlgorithmName.SHA384, "RS512" => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        lock (_rsa)
            return _rsa.SignData(data, hash, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    /// <summary>The key as it stands in a key set.</summary>
    public JsonObject ToJwk()
    {
        var jwk = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Kid, ["x5t"] = Kid };
        lock (_rsa)
        {
            var parameters = _rsa.ExportParameters(includePrivateParameters: false);
            jwk["n"] = Base64UrlEncoder.Encode(parameters.Modulus);
            jwk["e"] = Base64UrlEncoder.Encode(parameters.Exponent);
        }
        if (Endorsements is { } channels)
            jwk["endorsements"] = new JsonArray([.. channels.Select(channel => (JsonNode)channel)]);
        return jwk;
    }
}
