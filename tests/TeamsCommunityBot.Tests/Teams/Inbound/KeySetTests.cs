using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class KeySetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["msteams"]}""", true)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["webchat","msteams"]}""", true)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["webchat"]}""", false)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["MSTEAMS"]}""", false)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":[]}""", false)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":null}""", false)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":"msteams"}""", false)]
    [InlineData("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB"}""", false)]
    [InlineData("""{"kty":"RSA","kid":"other","n":"AQAB","e":"AQAB","endorsements":["msteams"]}""", false)]
    [InlineData("""{"kty":"RSA","kid":"k","use":"enc","n":"AQAB","e":"AQAB","endorsements":["msteams"]}""", false)]
    [InlineData("""{"kty":"EC","kid":"k","x":"AQAB","y":"AQAB","endorsements":["msteams"]}""", false)]
    [InlineData("""{"kty":"oct","kid":"k","k":"AQAB","endorsements":["msteams"]}""", false)]
    public void A_key_signs_for_the_channels_that_it_is_endorsed_for(string jwk, bool signs) =>
        Assert.Equal(signs, new KeySet([JsonWebKey.Create(jwk)], Now).For("k", "msteams", Now).Count == 1);

    [Fact]
    public void A_key_is_as_good_as_its_certificate()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now.AddDays(-1),
            Now.AddDays(1));
        var key = JsonWebKey.Create($$"""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["msteams"],"x5c":["{{Convert.ToBase64String(certificate.Export(X509ContentType.Cert))}}"]}""");
        var keys = new KeySet([key], Now);
        Assert.Single(keys.For("k", "msteams", Now));
        Assert.Empty(keys.For("k", "msteams", Now.AddDays(2)));
        Assert.Empty(keys.For("k", "msteams", Now.AddDays(-2)));
        Assert.True(keys.Knows("k")); // and nobody need ask for it again
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_is_never_good() =>
        Assert.Empty(new KeySet([JsonWebKey.Create("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["msteams"],"x5c":["rubbish!"]}""")],
            Now).For("k", "msteams", Now));

    [Fact]
    public void Two_keys_of_one_id_are_both_tried() =>
        Assert.Equal(2, new KeySet([.. Enumerable.Repeat(JsonWebKey.Create("""{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","endorsements":["msteams"]}"""), 2)],
            Now).For("k", "msteams", Now).Count);
}
