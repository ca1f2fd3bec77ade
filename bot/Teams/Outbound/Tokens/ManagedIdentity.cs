using Azure.Core;
using Azure.Identity;

namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>
/// The managed identity of the machine that we run on. The only place that touches Azure.Identity: with a secret or a certificate the assembly
/// is never loaded, which shows in the start.
/// </summary>
/// <param name="clientId">The user-assigned identity; empty for the system's own.</param>
/// <param name="scope">A resource with <c>/.default</c>.</param>
internal sealed class ManagedIdentity(string clientId, string scope, TimeProvider time) : ITokenSource, IClientProof
{
    /// <summary>The audience of a token that stands for an app registration (workload identity federation).</summary>
    public const string FederationScope = "api://AzureADTokenExchange/.default";

    private readonly Lazy<ManagedIdentityCredential> _credential = new(
        () => new(clientId.Length == 0 ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)));

    public async Task<TokenAnswer> AcquireAsync(CancellationToken ct)
    {
        try
        {
            var token = await _credential.Value.GetTokenAsync(new TokenRequestContext([scope]), ct);
            return new(new Tokens.AccessToken(token.Token, time.GetUtcNow(), token.ExpiresOn));
        }
        catch (AuthenticationFailedException error)
        {
            // CredentialUnavailableException is one of these. The message may quote an answer: the type says enough.
            return new(null, $"the managed identity gives none ({error.GetType().Name})");
        }
    }

    public async ValueTask<Proof> ProveAsync(CancellationToken ct)
    {
        var answer = await AcquireAsync(ct);
        return answer.Token is { } token ? Proof.Assertion(token.Header.Parameter!) : Proof.None(answer.Problem!);
    }
}
