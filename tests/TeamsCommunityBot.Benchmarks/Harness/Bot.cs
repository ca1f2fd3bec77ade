using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>
/// Our bot as it runs in Production: published, authentication and durable de-duplication on, reached and configured through its settings alone.
/// </summary>
internal sealed class Bot(Stand stand, string program)
{
    /// <summary>The registered community. Only a right status card holds this name.</summary>
    public const string Community = "Bloemenkwekers";

    /// <param name="more">Settings on top of the others, as environment variables.</param>
    public Contestant OnSqlite(string name, string file, params IEnumerable<KeyValuePair<string, string>> more) =>
        Make(name, new(more) { ["Storage__Sqlite"] = file });

    /// <param name="schedule">Whether it looks for what is due, too.</param>
    public Contestant OnAzure(string name, string connection, bool schedule = true) =>
        Make(name, new() { ["Storage__ConnectionString"] = connection, ["Schedule__Enabled"] = schedule ? "true" : "false" });

    /// <summary>Registers the community as a person does: command, form, button.</summary>
    /// <param name="atButton">Called when the form is there and the button is about to be pressed.</param>
    public async Task RegisterAsync(Uri bot, Action? atButton = null)
    {
        var token = await stand.TokenAsync();
        await stand.ExpectAsync("community.register");
        var id = Activities.NextRun().ToString(CultureInfo.InvariantCulture);
        await SayAsync(bot, Activities.Message(stand.Address, "<at>Community</at>&nbsp;/community register", id), token);
        var form = JsonNode.Parse(await stand.LastAsync())!["attachments"]![0]!["content"]!;
        var button = form["actions"]!.AsArray().First(action => (string?)action!["verb"] == "community.register")!;
        atButton?.Invoke();
        var (status, body) = await stand.PostAsync(bot, Press(id, form, button), token);
        if (status != 200 || !body.Contains(Community, StringComparison.Ordinal))
            throw new BenchmarkException($"The bot did not register the community: {status} {body}");
    }

    /// <summary>Asks for the status once, and looks that the card came.</summary>
    public async Task AskStatusAsync(Uri bot, string token, string? id = null)
    {
        id ??= Activities.NextRun().ToString(CultureInfo.InvariantCulture);
        await SayAsync(bot, Activities.Message(stand.Address, Activities.StatusText, id), token);
    }

    private async Task SayAsync(Uri bot, string activity, string token)
    {
        var (status, body) = await stand.PostAsync(bot, activity, token);
        if (status is not (200 or 202))
            throw new BenchmarkException($"The bot answered {status}: {body}");
    }

    private string Press(string id, JsonNode form, JsonNode button)
    {
        var data = button["data"]!.DeepClone().AsObject();
        foreach (var input in form["body"]!.AsArray().Where(element => ((string?)element!["type"])!.StartsWith("Input.", StringComparison.Ordinal)))
            data[(string)input!["id"]!] = input["value"]?.DeepClone() ?? "";
        data["Name"] = Community;
        var activity = JsonNode.Parse(Activities.Message(stand.Address, "-;", id))!.AsObject();
        foreach (var name in (string[])["text", "textFormat", "attachments", "entities"])
            activity.Remove(name);
        activity["type"] = "invoke";
        activity["name"] = "adaptiveCard/action";
        activity["id"] = "f:" + id;
        activity["replyToId"] = "1790000000000";
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = button["verb"]!.DeepClone(), ["data"] = data },
            ["trigger"] = "manual",
        };
        return activity.ToJsonString();
    }

    private Contestant Make(string name, Dictionary<string, string> storage) => new(name, Community, Authenticated: true, port =>
        Server.Start(Cores.Server, port, program, [], Settings(port).Concat(storage)));

    private Dictionary<string, string> Settings(int port) => new()
    {
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Urls"] = $"http://127.0.0.1:{port}",
        ["Bot__AppId"] = Activities.Bot,
        ["Bot__TenantId"] = Activities.Tenant,
        ["Bot__AppType"] = "SingleTenant",
        ["Bot__ClientSecret"] = "a-secret-for-benchmarks-only",
        ["Bot__OpenIdMetadata"] = new Uri(stand.Address, "openid").AbsoluteUri,
        ["Bot__Authority"] = stand.Address.AbsoluteUri.TrimEnd('/'),
        ["Bot__ServiceHosts__0"] = stand.Address.Authority,
    };
}
