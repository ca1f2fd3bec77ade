using System.Net;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Ids that want to be more than ids in the store or in a path (S27, S58–S61).</summary>
public sealed class StoreAttacks(Target target) : IClassFixture<Target>
{
    public static TheoryData<string> Ids =>
    [
        "19:a/b\\c#d?e@thread.tacv2",
        "19:'@thread.tacv2",
        "19:%2F%2e%2e@thread.tacv2",
        "19:tab\tnew\nline\u007f\u0085@thread.tacv2",
        "../../v3/attachments",
        "%2e%2e",
        "a\r\nHost: evil.test",
        "tenantA' or PartitionKey eq 'tenantB",
        "x'; DROP TABLE entity; --",
        "19:é@thread.tacv2",
        "19:👩‍💻@thread.tacv2",
        new string('é', 300),
    ];

    [Theory, MemberData(nameof(Ids))]
    public async Task An_id_is_an_id_wherever_it_goes(string id)
    {
        var draft = new Draft(target.Sim);
        draft.Activity["conversation"]!["id"] = id;
        draft.Activity["channelData"]!["channel"]!["id"] = id;
        var before = target.Sim.Requests.Count;
        var (status, _) = await target.SendAsync(draft);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"It was answered {status}.");
        // Whatever the bot asks about this conversation, it asks in one segment below /v3/conversations.
        foreach (var request in target.Sim.Requests.Skip(before)
            .Where(r => r.Operation is not (SimOperation.Token or SimOperation.OpenIdMetadata or SimOperation.Keys)))
        {
            Assert.StartsWith("/teams/v3/conversations/", request.Target, StringComparison.Ordinal);
            Assert.Contains($"/{Uri.EscapeDataString(id.Split(';')[0])}", request.Target, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await target.SendAsync(new Draft(target.Sim))).Status);
    }

    [Theory]
    [InlineData("19:Twin@thread.tacv2", "19:twin@thread.tacv2")]
    [InlineData("19:a|b@thread.tacv2", "19:a~7Cb@thread.tacv2")]
    [InlineData("19:a/b@thread.tacv2", "19:a~2Fb@thread.tacv2")]
    public async Task Two_ids_that_look_alike_are_two(string one, string other)
    {
        foreach (var id in new[] { one, other })
        {
            var rows = target.Rows();
            await target.SendAsync(In(id, activityId: "7"));
            Assert.NotEqual(rows, target.Rows()); // were they one, the second would be a redelivery of the first
            await target.LeavesAllAsItWasAsync(() => target.SendAsync(In(id, activityId: "7")));
        }
    }

    [Theory]
    [InlineData("' OR '1'='1")]
    [InlineData("7|turn")]
    [InlineData("~~~")]
    [InlineData("\u0000")]
    public async Task The_id_of_an_activity_names_that_activity_alone(string id)
    {
        await target.SendAsync(In(target.Sim.Sample.Channel.Id, id));
        await target.LeavesAllAsItWasAsync(() => target.SendAsync(In(target.Sim.Sample.Channel.Id, id)));
        var rows = target.Rows();
        await target.SendAsync(In(target.Sim.Sample.Channel.Id, id + "x"));
        Assert.NotEqual(rows, target.Rows());
    }

    private Draft In(string conversation, string activityId)
    {
        var draft = new Draft(target.Sim);
        draft.Activity["id"] = activityId;
        draft.Activity["text"] = "<at>Community</at> help";
        draft.Activity["conversation"]!["id"] = conversation;
        draft.Activity["channelData"]!["channel"]!["id"] = conversation;
        return draft;
    }
}
