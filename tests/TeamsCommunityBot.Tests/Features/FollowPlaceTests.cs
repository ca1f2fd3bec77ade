using CsCheck;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Lifecycle;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

public sealed class FollowPlaceTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly Community Readers = new()
    {
        TenantId = "11111111-1111-1111-1111-111111111111",
        ChannelId = "19:lezers@thread.tacv2",
        TeamId = "19:team@thread.tacv2",
        Name = "Lezers",
        StartDate = new(2026, 9, 1),
        Language = "nl",
        Address = new(new("https://smba.trafficmanager.net/emea/"), "19:lezers@thread.tacv2", "28:bot"),
        RegisteredBy = "22222222-2222-2222-2222-222222222222",
        RegisteredAt = Monday,
    };

    [Fact]
    public void Whatever_the_order_of_arrival_the_later_event_wins()
    {
        (HappeningKind Kind, string Name)[] events =
        [
            (HappeningKind.ChannelRenamed, "Een"),
            (HappeningKind.TeamArchived, ""),
            (HappeningKind.ChannelDeleted, ""),
            (HappeningKind.ChannelRenamed, "Twee"),
            (HappeningKind.TeamUnarchived, ""),
            (HappeningKind.ChannelRestored, ""),
        ];
        var inOrder = Enumerable.Range(0, events.Length).ToArray();
        var expected = Apply(inOrder);

        Assert.Equal(("Twee", false, false), (expected.ChannelName.Value, expected.TeamArchived.Value, expected.ChannelDeleted.Value));
        Gen.Shuffle(inOrder).Sample(order => Apply(order) == expected, iter: 1_000);

        Community Apply(int[] order) => order.Aggregate(Readers, (community, index) => FollowPlace.After(
            community,
            new(events[index].Kind, [], Monday.AddMinutes(index)),
            new(ConversationKind.Channel, Readers.ChannelId, events[index].Name)));
    }

    [Theory]
    [InlineData(HappeningKind.TeamArchived)]
    [InlineData(HappeningKind.TeamDeleted)]
    [InlineData(HappeningKind.ChannelDeleted)]
    public void Where_there_is_no_place_left_the_bot_may_not_post(HappeningKind kind)
    {
        Assert.True(Readers.MayPost);

        Assert.False(FollowPlace.After(Readers, new(kind, [], Monday), new(ConversationKind.Channel, Readers.ChannelId)).MayPost);
    }

    [Fact]
    public void A_shared_channel_keeps_its_data_to_itself() =>
        Assert.False(FollowPlace.After(Readers, new(HappeningKind.ChannelShared, [], Monday), new(ConversationKind.Channel, Readers.ChannelId)).IsOpenChannel);
}
