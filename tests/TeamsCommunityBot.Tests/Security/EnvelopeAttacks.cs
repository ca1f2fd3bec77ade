using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>A genuine token under an activity that does not belong to it (S14–S17, groups 21, 23, 24, 27), and people who are nobody (S39–S41).</summary>
public sealed class EnvelopeAttacks(Target target) : IClassFixture<Target>
{
    private const string Elsewhere = "f0000000-0000-4000-8000-00000000000f";

    private static readonly Dictionary<string, (int Status, Action<Draft> Change)> Table = new()
    {
        ["S14 Direct Line"] = (403, d => d.Activity["channelId"] = "directline"),
        ["S14 Emulator"] = (403, d => d.Activity["channelId"] = "emulator"),
        ["S14 empty"] = (403, d => d.Activity["channelId"] = ""),
        ["S14 upper case"] = (403, d => d.Activity["channelId"] = "MSTEAMS"),
        ["no channel"] = (403, d => d.Activity.Remove("channelId")),
        ["channel null"] = (403, d => d.Activity["channelId"] = null),
        ["channel of an App Service extension"] = (403, d => d.Activity["channelId"] = "AseChannel"),
        ["a sub-channel"] = (403, d => d.Activity["channelId"] = "msteams:COPILOT"),

        ["S15 two tenants"] = (400, d => d.Activity["channelData"]!["tenant"]!["id"] = Elsewhere),
        ["S16 the header names another tenant"] = (403, d => d.Headers["x-ms-tenant-id"] = Elsewhere),
        ["S16 the header names another conversation"] = (403, d => d.Headers["x-ms-conversation-id"] = "19:other@thread.tacv2"),
        ["S17 a tenant that is not served"] = (403, d => Tenant(d, Elsewhere)),
        ["no tenant"] = (403, d => Tenant(d, null)),
        ["tenant empty"] = (403, d => Tenant(d, "")),
        ["tenant zero"] = (403, d => Tenant(d, Guid.Empty.ToString())),
        ["tenant no GUID"] = (403, d => Tenant(d, "tenantA' or PartitionKey eq 'tenantB")),

        ["S71 no type"] = (400, d => d.Activity.Remove("type")),
        ["type empty"] = (400, d => d.Activity["type"] = ""),
        ["type null"] = (400, d => d.Activity["type"] = null),
        ["type a number"] = (400, d => d.Activity["type"] = 1),
        ["S71 no conversation"] = (400, d => d.Activity.Remove("conversation")),
        ["conversation null"] = (400, d => d.Activity["conversation"] = null),
        ["conversation without an id"] = (400, d => d.Activity["conversation"]!.AsObject().Remove("id")),
        ["conversation id of 1,025 characters"] = (400, d => d.Activity["conversation"]!["id"] = new string('9', 1_025)),
        ["S71 nobody sent it"] = (400, d => d.Activity.Remove("from")),
        ["sender null"] = (400, d => d.Activity["from"] = null),
        ["sender without an id"] = (400, d => d.Activity["from"]!.AsObject().Remove("id")),
        ["an answer in the response is asked for"] = (400, d => d.Activity["deliveryMode"] = "expectReplies"),
        ["a stream is asked for"] = (400, d => d.Activity["deliveryMode"] = "stream"),

        ["S40 another bot"] = (200, d => d.Activity["from"]!["id"] = "28:another"),
        ["S45 an edit"] = (200, d => d.Activity = d.Sim.Activities.Edited(d.Activity, "/community register")),
        ["a deletion taken back"] = (200, d => d.Activity = d.Sim.Activities.Undeleted(d.Activity)),
        ["a deletion"] = (200, d => d.Activity = d.Sim.Activities.Deleted(d.Activity)),
        ["S71 an unknown type"] = (200, d => d.Activity["type"] = "hologram"),
        ["type in another case"] = (200, d => d.Activity["type"] = "Message"),
        ["an event that SDKs make for themselves"] = (200, d => (d.Activity["type"], d.Activity["name"]) = ("event", "ContinueConversation")),
        ["another such event"] = (200, d => (d.Activity["type"], d.Activity["name"]) = ("event", "CreateConversation")),
        ["a trace"] = (200, d => d.Activity["type"] = "trace"),
        ["an unknown lifecycle event"] = (200, d => (d.Activity["type"], d.Activity["channelData"]!["eventType"]) = ("conversationUpdate", "channelExploded")),

        ["an unknown invoke"] = (501, d => (d.Activity["type"], d.Activity["name"]) = ("invoke", "task/fetch")),
        ["an invoke without a name"] = (501, d => d.Activity["type"] = "invoke"),
        ["an invoke in another case"] = (501, d => (d.Activity["type"], d.Activity["name"]) = ("invoke", "AdaptiveCard/Action")),
        ["a token exchange"] = (501, d => (d.Activity["type"], d.Activity["name"], d.Activity["value"]) = ("invoke", "signin/tokenExchange",
            new JsonObject { ["id"] = "1", ["token"] = "t" })),
    };

    public static TheoryData<string> Attacks => [.. Table.Keys];

    [Theory, MemberData(nameof(Attacks))]
    public Task It_has_no_effect(string attack) => target.RefusesAsync(Table[attack].Status, Table[attack].Change);

    [Theory]
    [InlineData("S39 no object id", null)]
    [InlineData("S39 empty", "")]
    [InlineData("S39 zero", "00000000-0000-0000-0000-000000000000")]
    [InlineData("S41 a word, as of somebody anonymous in a meeting", "anonymous")]
    public async Task Whoever_is_nobody_gets_nothing(string who, string? aadObjectId)
    {
        Assert.NotEmpty(who);
        var draft = new Draft(target.Sim);
        draft.Activity["from"]!["aadObjectId"] = aadObjectId;
        await target.LeavesAllAsItWasAsync(async () => Assert.Equal((System.Net.HttpStatusCode.OK, ""), await target.SendAsync(draft)));
    }

    [Fact]
    public async Task Group_23_a_replayed_request_is_answered_once()
    {
        var draft = new Draft(target.Sim);
        await target.SendAsync(draft);
        await target.LeavesAllAsItWasAsync(async () => Assert.Equal((System.Net.HttpStatusCode.OK, ""), await target.SendAsync(draft)));
    }

    private static void Tenant(Draft draft, string? id)
    {
        draft.Activity["conversation"]!["tenantId"] = id;
        draft.Activity["channelData"]!["tenant"]!["id"] = id;
    }
}
