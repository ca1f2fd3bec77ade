using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>Reads a snapshot.</summary>
internal static class Deployment
{
    public const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";
    public const string Account = "Microsoft.Storage/storageAccounts";
    public const string Web = "Microsoft.Web/sites";
    public const string Bot = "Microsoft.BotService/botServices";
    public const string Role = "Microsoft.Authorization/roleAssignments";

    public static IEnumerable<JsonNode> Resources(this JsonNode snapshot, string type) =>
        snapshot["predictedResources"]!.AsArray().Select(resource => resource!).Where(resource => resource.Text("type") == type);

    /// <summary>The one resource of the type.</summary>
    public static JsonNode The(this JsonNode snapshot, string type) => snapshot.Resources(type).Single();

    /// <summary>The last part of each one's name.</summary>
    public static IEnumerable<string> Names(this JsonNode snapshot, string type) =>
        snapshot.Resources(type).Select(resource => resource.Text("name")!.Split('/')[^1]);

    /// <summary>The value at a path such as <c>properties.httpsOnly</c>, as text; null where there is none.</summary>
    public static string? Text(this JsonNode node, string path) => path.Split('.').Aggregate((JsonNode?)node, (at, name) => at?[name])?.ToString();

    /// <summary>The settings of the web app, by name.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(this JsonNode snapshot) =>
        snapshot.The(Web)["properties"]!["siteConfig"]!["appSettings"]!.AsArray().Select(setting => (setting!.Text("name")!, setting!.Text("value")!));

    /// <summary>How a property of a resource is written that only the deployment knows.</summary>
    public static bool IsPropertyOf(this string? value, JsonNode resource, string property) =>
        value == $"[reference('{resource.Text("id")}', '{resource.Text("apiVersion")}').{property}]";
}
