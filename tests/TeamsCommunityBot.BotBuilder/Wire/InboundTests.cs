using System.Collections;
using System.Reflection;
using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Moq;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Turns;
using Xunit;
using SdkActivity = Microsoft.Bot.Schema.Activity;

namespace TeamsCommunityBot.BotBuilder.Wire;

/// <summary>Activities of the SDK's own types, written by its own serialiser: it and we say the same of them.</summary>
public sealed class InboundTests
{
    public static TheoryData<string> Known => [.. TeamsActivities.All.Select(sample => sample.Name)];

    public static TheoryData<string> OnlyOurs => [.. TeamsActivities.OnlyOurs.Select(sample => sample.Name)];

    [Theory, MemberData(nameof(Known))]
    public async Task Both_say_who_where_and_what(string name)
    {
        var sample = TeamsActivities.All.Single(sample => sample.Name == name);
        var theirs = await TheirsAsync(sample.Activity);
        Assert.Contains(theirs, call => call.Method.Name == sample.Handler);

        var turns = Ours(sample.Activity, out var words);
        Assert.Equal(sample.Ours, words);
        Assert.All(turns, turn => IsSame(sample.Activity, turn, [.. theirs.SelectMany(call => call.Arguments).OfType<object>()]));
    }

    [Theory, MemberData(nameof(OnlyOurs))]
    public async Task What_ours_reads_and_the_SDK_does_not(string name)
    {
        var sample = TeamsActivities.OnlyOurs.Single(sample => sample.Name == name);
        Assert.Equal(sample.Handler, (await TheirsAsync(sample.Activity))[^1].Method.Name);
        Ours(sample.Activity, out var words);
        Assert.Equal(sample.Ours, words);
    }

    [Fact]
    public async Task No_handler_of_the_SDK_is_left_out()
    {
        var reached = new HashSet<string>();
        foreach (var sample in TeamsActivities.All) reached.UnionWith((await TheirsAsync(sample.Activity)).Select(call => call.Method.Name));
        var all = typeof(TeamsActivityHandler).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method is { IsVirtual: true, IsFinal: false } && method.Name.StartsWith("On", StringComparison.Ordinal))
            .Select(method => method.Name).Distinct();
        Assert.Empty(all.Except(reached));
    }

    /// <summary>The handlers that the SDK calls, outermost first, with what it hands them.</summary>
    private static async Task<IReadOnlyList<IInvocation>> TheirsAsync(SdkActivity activity)
    {
        var handler = new Mock<TeamsActivityHandler> { CallBase = true };
        var read = SdkJson.Read<SdkActivity>(SdkJson.Write(activity));
        using var turn = new TurnContext(new Nowhere(), read);
        await handler.Object.OnTurnAsync(turn, TestContext.Current.CancellationToken);
        return [.. handler.Invocations];
    }

    private static IReadOnlyList<Turn> Ours(SdkActivity activity, out IReadOnlyList<string> words)
    {
        var read = ActivityReader.Read(Encoding.UTF8.GetBytes(SdkJson.Write(activity)));
        Assert.NotNull(read);
        if (read.Type == "invoke" && read.Name != InvokeShape.CardAction)
        {
            words = ["501"];
            return [];
        }

        var envelope = new Envelope(read.Conversation!.TenantId!, new Uri(read.ServiceUrl), read.Recipient!.Id, DateTimeOffset.UnixEpoch);
        Turn[] turns = [.. TurnReader.Read(read, envelope).Select(incoming => incoming.Turn)];
        words = [.. turns.Select(turn => turn.Happening?.Kind.ToString() ?? (turn.Press is null ? $"said: {turn.Text}" : "pressed"))];
        return turns;
    }

    private static void IsSame(SdkActivity activity, Turn turn, IReadOnlyList<object> told)
    {
        Assert.Equal(new Person(activity.From.AadObjectId, activity.From.Id, activity.From.Name), turn.From);
        Assert.Equal((activity.Conversation.TenantId, activity.Locale, activity.LocalTimezone), (turn.TenantId, turn.Locale, turn.TimeZone));
        Assert.Equal(new Uri(activity.ServiceUrl), turn.Address.ServiceUrl);
        Assert.Equal(ConversationKind.Channel, turn.Conversation.Kind);
        var place = turn.Conversation;
        foreach (var team in told.OfType<TeamInfo>().Append(activity.GetChannelData<TeamsChannelData>().Team))
            Assert.Equal((team.Id, team.Name, team.AadGroupId), (place.TeamId, place.TeamName, place.TeamGroupId));
        foreach (var channel in told.OfType<ChannelInfo>())
            Assert.Equal((channel.Id, channel.Name, ChannelType.Shared), (place.Id, place.Name, place.ChannelType));
        if (turn.Happening is not { Kind: HappeningKind.MembersAdded or HappeningKind.MembersRemoved } happening) return;
        var people = told.OfType<IEnumerable>().Select(list => list.OfType<ChannelAccount>().Where(member => member.Id != TeamsActivities.Bot));
        var ours = happening.Members.Select(member => (member.Address, member.Id));
        Assert.Contains(people, list => ours.SequenceEqual(list.Select(member => (member.Id, member.AadObjectId))));
    }

    /// <summary>Takes what a handler sends, and sends it nowhere.</summary>
    private sealed class Nowhere : BotAdapter
    {
        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, SdkActivity[] activities, CancellationToken cancellationToken) =>
            Task.FromResult(activities.Select(_ => new ResourceResponse()).ToArray());

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, SdkActivity activity, CancellationToken cancellationToken) =>
            Task.FromResult(new ResourceResponse());

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
