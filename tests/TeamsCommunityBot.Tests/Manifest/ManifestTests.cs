using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Manifest;

public sealed class ManifestTests
{
    /// <summary>Resource-specific permissions that exist and that we accept; the schema takes any name.</summary>
    /// <summary>Those of Teams that we may need; the schema checks no names.</summary>
    internal static readonly HashSet<string> Permissions =
    [
        "TeamMember.Read.Group", "TeamSettings.Read.Group", "ChannelSettings.Read.Group", "ChannelMember.Read.Group", "TeamsAppInstallation.Read.Group",
        "ChannelMessage.Read.Group", "ChatMember.Read.Chat", "ChatSettings.Read.Chat",
    ];

    private static JsonNode Bot => ManifestFolder.Manifest()["bots"]![0]!;

    [Fact]
    public void The_name_holds_no_product_of_Microsoft() =>
        Assert.Equal("Community Bot", (string?)ManifestFolder.Manifest()["name"]!["short"]);

    [Fact]
    public void The_bot_works_in_all_three_scopes()
    {
        string[] scopes = ["personal", "team", "groupChat"];
        Assert.Equal(scopes, Bot["scopes"]!.AsArray().Select(scope => (string?)scope));
        Assert.Equal(scopes.Order(StringComparer.Ordinal), Lists().SelectMany(list => list.Scopes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_is_offered_after_a_mention_and_after_a_slash() =>
        Assert.All(Bot["commandLists"]!.AsArray(), list => Assert.Equal(["mention", "slash"], list!["triggers"]!.AsArray()
            .Select(trigger => (string?)trigger)));

    /// <summary>Slash commands reach only bots that take messages that nobody else sees, and answer them likewise.</summary>
    [Fact]
    public void The_bot_may_be_asked_privately() => Assert.True((bool?)Bot["supportsTargetedMessages"]);

    [Fact]
    public void Registering_is_offered_in_a_team_alone() =>
        Assert.Equal(["team"], Lists().Where(list => list.English.Contains("community register")).SelectMany(list => list.Scopes));

    [Fact]
    public void Every_list_ends_in_help() => Assert.All(Lists(), list => Assert.EndsWith("help", list.English[^1], StringComparison.Ordinal));

    [Fact]
    public void The_bot_may_be_used_in_shared_and_private_channels() =>
        Assert.Equal("tier1", (string?)ManifestFolder.Manifest()["supportsChannelFeatures"]);

    [Fact]
    public void Only_permissions_that_exist_and_that_we_need_are_asked() =>
        Assert.Subset(Permissions, Asked(ManifestFolder.Manifest()).ToHashSet());

    [Fact]
    public void The_check_of_permissions_sees_one_that_is_not_allowed()
    {
        var manifest = ManifestFolder.Manifest();
        manifest["authorization"] = JsonNode.Parse("""{"permissions":{"resourceSpecific":[{"name":"ChatMessage.Read.Chat","type":"Application"}]}}""");
        Assert.Equal(["ChatMessage.Read.Chat"], Asked(manifest).Except(Permissions));
    }

    internal static IEnumerable<string> Asked(JsonNode manifest) =>
        manifest["authorization"]?["permissions"]?["resourceSpecific"]?.AsArray().Select(permission => (string)permission!["name"]!) ?? [];

    /// <summary>The command lists as people see them: the titles in English, and at the same place in Dutch.</summary>
    internal static IEnumerable<(string[] Scopes, string[] English, string[] Dutch)> Lists()
    {
        var dutch = ManifestFolder.Dutch();
        return Bot["commandLists"]!.AsArray().Select((list, l) => (
            list!["scopes"]!.AsArray().Select(scope => (string)scope!).ToArray(),
            list["commands"]!.AsArray().Select(command => (string)command!["title"]!).ToArray(),
            list["commands"]!.AsArray().Select((_, c) => (string)dutch[$"bots[0].commandLists[{l}].commands[{c}].title"]!).ToArray()));
    }
}
