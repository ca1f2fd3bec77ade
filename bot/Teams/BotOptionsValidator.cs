using Microsoft.Extensions.Options;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.Teams;

/// <summary>Stops the start when the section <c>Bot</c> cannot work or is not safe; each failure names its key and what to do. No value is repeated.</summary>
internal sealed class BotOptionsValidator(IHostEnvironment environment) : IValidateOptions<BotOptions>
{
    public ValidateOptionsResult Validate(string? name, BotOptions options)
    {
        List<string> failures = [.. options.IsAnonymous ? Anonymous() : Registered(options), .. Places(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Anonymous()
    {
        if (!environment.IsDevelopment())
            yield return "Bot:AppId is empty: then nobody is authenticated, which is allowed in Development only. Set the application id of the bot's "
                + "registration.";
    }

    private static IEnumerable<string> Registered(BotOptions bot)
    {
        if (!IsId(bot.AppId)) yield return "Bot:AppId is not a GUID: it is the application (client) id of the bot's registration.";
        if (!IsId(bot.TenantId)) yield return "Bot:TenantId is not a GUID: it is the directory (tenant) id of the bot's registration.";
        if (!bot.AllowedTenants.All(IsId)) yield return "Bot:AllowedTenants holds something else than tenant ids (GUIDs).";
        if (!Enum.IsDefined(bot.AppType)) yield return "Bot:AppType is neither SingleTenant nor UserAssignedMsi.";
        foreach (var failure in Credential(bot)) yield return failure;
    }

    private static IEnumerable<string> Credential(BotOptions bot)
    {
        var given = new[] { bot.ClientSecret, bot.CertificatePath, bot.ManagedIdentityClientId }.Count(c => c.Length > 0);
        if (bot.AppType == BotAppType.UserAssignedMsi && (bot.ClientSecret.Length > 0 || bot.CertificatePath.Length > 0))
            yield return "Bot:AppType is UserAssignedMsi, which has no Bot:ClientSecret and no Bot:CertificatePath: the managed identity is the credential.";
        else if (bot.AppType == BotAppType.SingleTenant && given != 1)
            yield return $"Set one of Bot:ClientSecret, Bot:CertificatePath and Bot:ManagedIdentityClientId: {given} are set.";
        if (IsPlaceholder(bot.ClientSecret)) yield return "Bot:ClientSecret is a placeholder, not a secret.";
        if (bot.CertificatePath.Length > 0 && !File.Exists(bot.CertificatePath))
            yield return "Bot:CertificatePath: there is no such file, or it may not be read.";
        if (bot.ManagedIdentityClientId.Length > 0 && !IsId(bot.ManagedIdentityClientId)) yield return "Bot:ManagedIdentityClientId is not a GUID.";
    }

    private static IEnumerable<string> Places(BotOptions bot)
    {
        if (!IsSafe(bot.OpenIdMetadata)) yield return "Bot:OpenIdMetadata is not an https address (plain http is accepted for loopback only).";
        if (!IsSafe(bot.Authority)) yield return "Bot:Authority is not an https address (plain http is accepted for loopback only).";
        if (bot.Issuer.Length == 0) yield return "Bot:Issuer is empty: it names the cloud whose tokens are accepted.";
        if (bot.Scope.Length == 0) yield return "Bot:Scope is empty: it names the cloud whose connector is called.";
        if (bot.ServiceHosts.FirstOrDefault(h => !IsHost(h)) is not null) yield return "Bot:ServiceHosts holds something else than host or host:port.";
    }

    private static bool IsId(string id) => Guid.TryParse(id, out var guid) && guid != Guid.Empty;

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    private static bool IsHost(string host)
    {
        var one = new BotOptions();
        one.ServiceHosts.Add(host);
        try
        {
            _ = new ServiceHosts(Options.Create(one));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What stands in templates and manuals where a secret is to be put.</summary>
    private static bool IsPlaceholder(string secret) =>
        secret.StartsWith('<') || secret.StartsWith("${", StringComparison.Ordinal) || secret.StartsWith("{{", StringComparison.Ordinal)
        || secret.StartsWith("your", StringComparison.OrdinalIgnoreCase)
        || secret.ToLowerInvariant() is "changeme" or "change-me" or "placeholder" or "todo" or "xxx" or "..."
        || (secret.Length > 0 && secret.Distinct().Count() == 1);
}
