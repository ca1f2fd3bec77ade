using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsCommunityBot.Storage;
using static TeamsCommunityBot.Tests.Infra.Deployment;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>What a deployment must be, whoever changes it.</summary>
internal static partial class DeploymentRules
{
    /// <summary>Storage Table Data Contributor, the same in every tenant (Azure built-in roles).</summary>
    private static readonly string[] RoleIds = ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"];

    /// <summary>What every resource of a type says.</summary>
    public static readonly IReadOnlyList<Fact> Facts =
    [
        new(Account, "properties.allowSharedKeyAccess", "false"),
        new(Account, "properties.allowBlobPublicAccess", "false"),
        new(Account, "properties.minimumTlsVersion", "TLS1_2"),
        new(Account, "properties.supportsHttpsTrafficOnly", "true"),
        new("Microsoft.Web/serverfarms", "sku.name", "B1"),
        new("Microsoft.Web/serverfarms", "properties.reserved", "true"),
        new(Web, "identity.type", "UserAssigned"),
        new(Web, "properties.httpsOnly", "true"),
        new(Web, "properties.siteConfig.alwaysOn", "true"),
        new(Web, "properties.siteConfig.http20Enabled", "true"),
        new(Web, "properties.siteConfig.minTlsVersion", "1.2"),
        new(Web, "properties.siteConfig.scmMinTlsVersion", "1.2"),
        new(Web, "properties.siteConfig.ftpsState", "Disabled"),
        new(Web, "properties.siteConfig.healthCheckPath", "/health/ready"),
        new($"{Web}/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        new(Bot, "kind", "azurebot"),
        new(Bot, "location", "global"),
        new(Bot, "properties.msaAppType", "UserAssignedMSI"),
        new(Bot, "properties.disableLocalAuth", "true"),
        new($"{Bot}/channels", "properties.channelName", "MsTeamsChannel"),
        new($"{Bot}/channels", "properties.properties.isEnabled", "true"),
        new(Role, "properties.principalType", "ServicePrincipal"),
    ];

    /// <summary>What is wrong with a snapshot, a sentence each.</summary>
    public static IEnumerable<string> Problems(JsonNode snapshot) =>
        [.. Facts.SelectMany(fact => fact.Problems(snapshot)), .. Names(snapshot), .. Identities(snapshot), .. Roles(snapshot)];

    /// <summary>Where a template takes, makes or gives away a secret.</summary>
    public static IEnumerable<string> Secrets(JsonNode template)
    {
        foreach (var (name, parameter) in template["parameters"]!.AsObject())
            if (parameter!.Text("type")!.StartsWith("secure", StringComparison.OrdinalIgnoreCase) || Secret().IsMatch(name))
                yield return $"Parameter {name} is a secret.";
        foreach (var (name, _) in template["outputs"]!.AsObject())
            if (Secret().IsMatch(name)) yield return $"Output {name} is a secret.";
        if (Listing().Match(template.ToJsonString()) is { Success: true } found) yield return $"{found.Value}…) asks Azure for a secret.";
    }

    private static IEnumerable<string> Names(JsonNode snapshot)
    {
        var bot = new StorageOptions();
        if (!snapshot.Names($"{Account}/tableServices/tables").SequenceEqual([bot.Table])) yield return "The tables are not the bot's.";
        if (!snapshot.Names($"{Bot}/channels").SequenceEqual(["MsTeamsChannel"])) yield return "The bot is not in Teams, or not in Teams alone.";
        if (!snapshot.Names($"{Web}/basicPublishingCredentialsPolicies").ToHashSet().SetEquals(["ftp", "scm"])) yield return "A deployment may use a password.";
    }

    private static IEnumerable<string> Identities(JsonNode snapshot)
    {
        var (identity, bot, web) = (snapshot.The(Identity), snapshot.The(Bot), snapshot.The(Web));
        var id = identity.Text("id");
        var held = web["identity"]?["userAssignedIdentities"]?.AsObject().Select(entry => entry.Key) ?? [];
        if (!held.SequenceEqual([id])) yield return "The web app has another identity.";
        if (bot.Text("properties.msaAppMSIResourceId") != id) yield return "The bot is registered with another identity.";
        if (!bot.Text("properties.msaAppId").IsPropertyOf(identity, "clientId")) yield return "The bot's id is not its identity's.";
        if (!bot.Text("properties.msaAppTenantId").IsPropertyOf(identity, "tenantId")) yield return "The bot's tenant is not its identity's.";
        var host = $"reference('{web.Text("id")}', '{web.Text("apiVersion")}').defaultHostName";
        if (bot.Text("properties.endpoint") != $"[format('https://{{0}}/api/messages', {host})]") yield return "The bot is not at the web app.";
    }

    private static IEnumerable<string> Roles(JsonNode snapshot)
    {
        var (identity, storage) = (snapshot.The(Identity), snapshot.The(Account));
        var roles = snapshot.Resources(Role).ToList();
        if (!roles.Select(role => role.Text("properties.roleDefinitionId")!.Split('/')[^1]).Order().SequenceEqual(RoleIds))
            yield return "The roles are not the two that the bot needs.";
        foreach (var role in roles)
        {
            if (role.Text("id") != $"{storage.Text("id")}/providers/{Role}/{role.Text("name")}") yield return "A role reaches beyond the storage account.";
            if (!role.Text("properties.principalId").IsPropertyOf(identity, "principalId")) yield return "A role is given to somebody else.";
        }
    }

    [GeneratedRegex("secret|password|key|token|connectionstring|credential", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    /// <summary>The functions <c>listKeys</c>, <c>listAccountSas</c>, <c>listSecrets</c>, …, and <c>getSecret</c>.</summary>
    [GeneratedRegex(@"\b(?:list[A-Z]\w*|getSecret)\(")]
    private static partial Regex Listing();

    /// <summary>A property that has one value in every resource of a type.</summary>
    public sealed record Fact(string Type, string Property, string Value)
    {
        public IEnumerable<string> Problems(JsonNode snapshot)
        {
            var values = snapshot.Resources(Type).Select(resource => resource.Text(Property)).ToList();
            if (values.Count == 0) yield return $"There is no {Type}.";
            if (values.Any(value => value != Value)) yield return $"{this} does not hold.";
        }

        public override string ToString() => $"{Type} {Property} = {Value}";
    }
}
