using System.Runtime.CompilerServices;

namespace TeamsCommunityBot.Teams.Outbound.Tokens;

/// <summary>Chooses the credential from the settings: secret, else certificate, else a managed identity.</summary>
internal sealed class TokenSources(IHttpClientFactory clients, Retries retries, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>The HTTP client that asks for tokens.</summary>
    public const string Client = "tokens";

    /// <summary>Tokens for a scope, a resource with <c>/.default</c>. Null in anonymous mode.</summary>
    public ITokenSource? For(BotOptions options, string scope) => options switch
    {
        { IsAnonymous: true } => null,
        { AppType: BotAppType.UserAssignedMsi } => Identity(options.ManagedIdentityClientId.Length > 0 ? options.ManagedIdentityClientId : options.AppId,
            scope),
        { ClientSecret.Length: > 0 } => Form(options, scope, new SecretProof(options.ClientSecret)),
        { CertificatePath.Length: > 0 } => Form(options, scope, Certificate(options)),
        _ => Form(options, scope, Identity(options.ManagedIdentityClientId, ManagedIdentity.FederationScope)),
    };

    private FormTokens Form(BotOptions options, string scope, IClientProof proof) => new(clients.CreateClient(Client), options, scope, proof, retries, time);

    private CertificateProof Certificate(BotOptions options) =>
        new(options.CertificatePath, options.AppId, FormTokens.EndpointOf(options), time, loggers.CreateLogger<CertificateProof>());

    // Not inlined, so that compiling For does not load Azure.Identity.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ManagedIdentity Identity(string clientId, string scope) => new(clientId, scope, time);
}
