using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.Purposes;
using TeamsCommunityBot.Features.TimeGiven;
using TeamsCommunityBot.Features.Welcome;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>Cards stay in chats for months: what their buttons carry is read as it was written then.</summary>
public sealed class ButtonDataTests
{
    private const string Channel = "19:a@thread.tacv2";

    public static TheoryData<string, IReadOnlyDictionary<string, string>> Written => new()
    {
        { "role=Bouwer number=3 channel=", new RoleFacts(Role.Bouwer, 3).Data },
        { "day=2026-11-22 activity=abc revision=2", new ActivityFacts(new(2026, 11, 22), "abc", 2).Data },
        { $"day=0001-01-01 activity= revision=0 channel={Channel}", new ActivityFacts(default, "", 0, Channel).Data },
        { $"channel={Channel} number=12", new SponsorFacts(Channel, 12).Data },
        { $"channel={Channel} example=x revision=1", new ExampleFacts(Channel, "x", 1).Data },
        { $"channel={Channel} example=x revision=1 decision=Approved", new ExampleFacts(Channel, "x", 1, ExampleState.Approved).Data },
        { $"channel={Channel} month=2026-11 answer=Yes", new TimeFacts(Channel, "2026-11", TimeAnswer.Yes).Data },
        { $"channel={Channel} number=1 person=p role=Aanjager", new HandFacts(Channel, 1, "p", Role.Aanjager).Data },
        { "language=nl name=Anna administrator=True", new WelcomeFacts("nl", "Anna", true).Data },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_button_carries_what_it_always_did(string entries, IReadOnlyDictionary<string, string> data) =>
        Assert.Equal(entries, string.Join(' ', data.Select(entry => $"{entry.Key}={entry.Value}")));

    [Fact]
    public void What_was_written_is_read_again()
    {
        RoleFacts facts = new(Role.Verbinder, 7, Channel);
        Assert.Equal(facts, ButtonData.Read<RoleFacts>(facts.Data));
        Assert.Equal(new ActivityFacts(new(2026, 11, 22), "a", 1), ButtonData.Read<ActivityFacts>(new ActivityFacts(new(2026, 11, 22), "a", 1).Data));
    }

    [Theory]
    [InlineData("role=Bouwer")]
    [InlineData("role=Keizer number=1")]
    [InlineData("role=0 number=1")]
    [InlineData("role=Bouwer number=one")]
    [InlineData("role=Bouwer number=-1")]
    public void What_is_none_of_ours_is_not_read(string entries) =>
        Assert.Null(ButtonData.Read<RoleFacts>(entries.Split(' ').ToDictionary(entry => entry.Split('=')[0], entry => entry.Split('=')[1])));

    [Fact]
    public void A_day_that_is_none_is_not_read() =>
        Assert.Null(ButtonData.Read<ActivityFacts>(new Dictionary<string, string> { ["day"] = "22-11-2026", ["activity"] = "a", ["revision"] = "1" }));
}
