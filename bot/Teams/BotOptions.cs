namespace TeamsCommunityBot.Teams;

/// <summary>The section <c>Bot</c>: the registration, its credential, who is served and where the service is.</summary>
public sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>The registration's application id. Empty: no authentication, allowed in Development on loopback only.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The Entra tenant of the registration.</summary>
    public string TenantId { get; set; } = "";

    /// <summary><c>SingleTenant</c> or <c>UserAssignedMsi</c>.</summary>
    public BotAppType AppType { get; set; } = BotAppType.SingleTenant;

    public string ClientSecret { get; set; } = "";

    /// <summary>A PEM or PFX file with certificate and private key.</summary>
    public string CertificatePath { get; set; } = "";

    /// <summary>
    /// With <c>UserAssignedMsi</c> the identity itself; with <c>SingleTenant</c> the identity that stands for the registration (federated credential).
    /// </summary>
    public string ManagedIdentityClientId { get; set; } = "";

    /// <summary>Tenants served; empty means <see cref="TenantId"/> alone.</summary>
    public IList<string> AllowedTenants { get; } = [];

    /// <summary>Where the keys are that sign what Bot Framework sends us.</summary>
    public string OpenIdMetadata { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>The issuer of these tokens: it names the cloud.</summary>
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where we get tokens for the connector: <c>{Authority}/{TenantId}/oauth2/v2.0/token</c>.</summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com";

    /// <summary>The scope of the tokens for the connector; another in sovereign clouds.</summary>
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Hosts (<c>host</c> or <c>host:port</c>) that activities may come from and that tokens may go to; empty means the public cloud's.</summary>
    public IList<string> ServiceHosts { get; } = [];

    public bool IsAnonymous => AppId.Length == 0;

    /// <summary>The tenants served, each id in its one written form.</summary>
    public IEnumerable<string> ServedTenants => (AllowedTenants.Count == 0 ? [TenantId] : AllowedTenants).Select(Canonical);

    /// <summary>A GUID in lower case with dashes; anything else as it is.</summary>
    internal static string Canonical(string id) => Guid.TryParse(id, out var guid) ? guid.ToString("D") : id;
}

public enum BotAppType { SingleTenant, UserAssignedMsi }
