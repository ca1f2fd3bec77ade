using System.Text.Json.Nodes;
using Xunit;
using static TeamsCommunityBot.Tests.Infra.Deployment;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>The deployment keeps the rules, and each rule sees a deployment that does not.</summary>
public sealed class DeploymentTests(InfraFolder folder) : IClassFixture<InfraFolder>
{
    private const string Other = "/subscriptions/other";

    private static readonly Dictionary<string, (Action<JsonNode> Break, string Says)> Breakages = new()
    {
        ["a table by another name"] = (s => Rename(s, $"{Account}/tableServices/tables", "x/default/Other"), "The tables are not the bot's."),
        ["another channel"] = (s => Rename(s, $"{Bot}/channels", "x/SlackChannel"), "The bot is not in Teams, or not in Teams alone."),
        ["a password to deploy with"] = (s => Remove(s, $"{Web}/basicPublishingCredentialsPolicies"), "A deployment may use a password."),
        ["a web app that is somebody else"] = (s => s.The(Web)["identity"]!["userAssignedIdentities"] = new JsonObject { [Other] = new JsonObject() },
            "The web app has another identity."),
        ["a web app that is also somebody else"] = (s => s.The(Web)["identity"]!["userAssignedIdentities"]![Other] = new JsonObject(),
            "The web app has another identity."),
        ["a bot that is somebody else"] = (s => s.The(Bot)["properties"]!["msaAppMSIResourceId"] = Other, "The bot is registered with another identity."),
        ["a bot with another id"] = (s => s.The(Bot)["properties"]!["msaAppId"] = Guid.Empty.ToString(), "The bot's id is not its identity's."),
        ["a bot of another tenant"] = (s => s.The(Bot)["properties"]!["msaAppTenantId"] = Guid.Empty.ToString(), "The bot's tenant is not its identity's."),
        ["a bot on plain http"] = (s => s.The(Bot)["properties"]!["endpoint"] = s.The(Bot).Text("properties.endpoint")!.Replace("https", "http",
            StringComparison.Ordinal), "The bot is not at the web app."),
        ["a role that is missing"] = (s => Remove(s, Role), "The roles are not the two that the bot needs."),
        ["a role that is too much"] = (s => First(s, Role)["properties"]!["roleDefinitionId"] = "x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
            "The roles are not the two that the bot needs."),
        ["a role in the whole group"] = (s => First(s, Role)["id"] = $"{Other}/providers/{Role}/{First(s, Role).Text("name")}",
            "A role reaches beyond the storage account."),
        ["a role for somebody else"] = (s => First(s, Role)["properties"]!["principalId"] = Guid.Empty.ToString(), "A role is given to somebody else."),
    };

    private static readonly Dictionary<string, (Action<JsonNode> Break, string Says)> Leaks = new()
    {
        ["a parameter that is secure"] = (t => t["parameters"]!["extra"] = new JsonObject { ["type"] = "secureString" }, "Parameter extra is a secret."),
        ["a parameter that is not, though its name says so"] = (t => t["parameters"]!["clientSecret"] = new JsonObject { ["type"] = "string" },
            "Parameter clientSecret is a secret."),
        ["an output"] = (t => t["outputs"]!["storageConnectionString"] = new JsonObject { ["type"] = "string" }, "Output storageConnectionString is a secret."),
        ["a key that is looked up"] = (t => t["outputs"]!["host"]!["value"] = "[listKeys('x', '2023-05-01').keys[0].value]",
            "listKeys(…) asks Azure for a secret."),
    };

    public static TheoryData<string> FactNames => [.. DeploymentRules.Facts.Select(fact => fact.ToString())];

    public static TheoryData<string> BreakageNames => [.. Breakages.Keys];

    public static TheoryData<string> LeakNames => [.. Leaks.Keys];

    [Fact]
    public void The_deployment_keeps_every_rule() => Assert.Equal([], DeploymentRules.Problems(folder.Snapshot));

    [Fact]
    public void No_secret_goes_in_or_comes_out() => Assert.Equal([], DeploymentRules.Secrets(folder.Template));

    [Fact]
    public void What_comes_out_is_what_the_app_package_asks_for()
    {
        var outputs = folder.Snapshot["outputs"]!;
        Assert.Equal(["botAppId", "host", "messagingEndpoint", "webApp"], outputs.AsObject().Select(output => output.Key).Order(StringComparer.Ordinal));
        Assert.True(outputs.Text("botAppId").IsPropertyOf(folder.Snapshot.The(Identity), "clientId"));
        Assert.True(outputs.Text("host").IsPropertyOf(folder.Snapshot.The(Web), "defaultHostName"));
        Assert.True(outputs.Text("messagingEndpoint").IsPropertyOf(folder.Snapshot.The(Bot), "endpoint"));
        Assert.Equal(folder.Snapshot.The(Web).Text("name"), outputs.Text("webApp"));
    }

    [Theory]
    [MemberData(nameof(FactNames))]
    public void A_fact_is_missed_when_it_is_otherwise_left_out_or_its_resource_is_gone(string name)
    {
        var fact = DeploymentRules.Facts.Single(one => one.ToString() == name);
        var path = fact.Property.Split('.');
        var parent = (JsonNode resource) => path[..^1].Aggregate(resource, (at, part) => at[part]!).AsObject();

        Assert.Contains($"{fact} does not hold.", fact.Problems(Broken(s => parent(First(s, fact.Type))[path[^1]] = "other")));
        Assert.Contains($"{fact} does not hold.", fact.Problems(Broken(s => parent(First(s, fact.Type)).Remove(path[^1]))));
        Assert.Contains($"There is no {fact.Type}.", fact.Problems(Broken(s => RemoveAll(s, fact.Type))));
    }

    [Theory]
    [MemberData(nameof(BreakageNames))]
    public void A_rule_sees(string breakage) =>
        Assert.Contains(Breakages[breakage].Says, DeploymentRules.Problems(Broken(Breakages[breakage].Break)));

    [Theory]
    [MemberData(nameof(LeakNames))]
    public void A_secret_is_seen_in(string leak)
    {
        var template = folder.Template.DeepClone();
        Leaks[leak].Break(template);
        Assert.Equal([Leaks[leak].Says], DeploymentRules.Secrets(template));
    }

    private static JsonNode First(JsonNode snapshot, string type) => snapshot.Resources(type).First();

    private static void Rename(JsonNode snapshot, string type, string name) => First(snapshot, type)["name"] = name;

    private static void Remove(JsonNode snapshot, string type) => snapshot["predictedResources"]!.AsArray().Remove(First(snapshot, type));

    private static void RemoveAll(JsonNode snapshot, string type)
    {
        foreach (var resource in snapshot.Resources(type).ToList()) snapshot["predictedResources"]!.AsArray().Remove(resource);
    }

    private JsonNode Broken(Action<JsonNode> change)
    {
        var snapshot = folder.Snapshot.DeepClone();
        change(snapshot);
        return snapshot;
    }
}
