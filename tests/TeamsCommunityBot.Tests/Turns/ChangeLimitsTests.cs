using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Help;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Turns;

public sealed class ChangeLimitsTests
{
    private static readonly Route Register = new(RouteKind.Action, "register", "register", Audience.Member, typeof(ShowHelp), Changes: true,
        ChangeLimits.RegistrationsPerPerson);
    private static readonly Route Change = Register with { Trigger = "change", MostPerPerson = null };
    private readonly FakeTimeProvider _time = new();
    private readonly ChangeLimits _limits;

    public ChangeLimitsTests() => _limits = new(_time);

    [Fact]
    public void One_person_registers_ten_times_a_minute_and_then_again_a_minute_later()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(_limits.Take(Turn("anna", "team"), Register)));

        Assert.Equal(10, _limits.Take(Turn("anna", "team"), Register)?.Most);
        Assert.Equal(10, _limits.Take(Turn("anna", "another team"), Register)?.Most);
        Assert.Null(_limits.Take(Turn("bram", "team"), Register));
        _time.Advance(ChangeLimits.Window);
        Assert.Null(_limits.Take(Turn("anna", "team"), Register));
    }

    [Fact]
    public void A_team_changes_sixty_times_a_minute_whoever_does_it()
    {
        Assert.All(Enumerable.Range(0, 60), n => Assert.Null(_limits.Take(Turn($"person {n}", "team"), Change)));

        Assert.Equal(60, _limits.Take(Turn("somebody", "team"), Change)?.Most);
        Assert.Null(_limits.Take(Turn("somebody", "another team"), Change));
    }

    [Fact]
    public void One_person_changes_thirty_times_a_minute_in_a_team_and_the_others_go_on()
    {
        for (var n = 0; n < 30; n++) Assert.Null(_limits.Take(Turn("anna", "team"), Change));

        Assert.Equal(LimitKind.Person, _limits.Take(Turn("anna", "team"), Change)?.Kind);
        Assert.Null(_limits.Take(Turn("anna", "another team"), Change));
        Assert.Null(_limits.Take(Turn("bram", "team"), Change));
    }

    [Fact]
    public void Several_scripts_together_leave_something_for_whoever_comes_after()
    {
        foreach (var script in new[] { "a", "b", "c", "d" })
            for (var n = 0; n < 100; n++) _limits.Take(Turn(script, "team"), Change);

        Assert.Null(_limits.Take(Turn("somebody", "team"), Change));
    }

    [Fact]
    public void A_person_posts_twenty_cards_a_minute_for_everyone_whether_that_changes_something_or_not()
    {
        var share = Change with { Changes = false, Posts = true };
        for (var n = 0; n < 20; n++) Assert.Null(_limits.Take(Turn("guest", "team"), share));

        Assert.Equal((LimitKind.Posts, 20), _limits.Take(Turn("guest", "team"), share) is { } limit ? (limit.Kind, limit.Most) : default);
        Assert.Null(_limits.Take(Turn("bram", "team"), share));
        _time.Advance(ChangeLimits.Window);
        Assert.Null(_limits.Take(Turn("guest", "team"), share));
    }

    [Fact]
    public void The_window_slides()
    {
        for (var n = 0; n < 30; n++)
        {
            _limits.Take(Turn("anna", "team"), Change);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.NotNull(_limits.Exceeded(Turn("anna", "team"), Change));

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Null(_limits.Take(Turn("anna", "team"), Change));
        Assert.NotNull(_limits.Take(Turn("anna", "team"), Change));
    }

    [Fact]
    public void What_is_refused_does_not_count()
    {
        for (var n = 0; n < 30; n++) _limits.Take(Turn("anna", "team"), Change);
        _time.Advance(ChangeLimits.Window - TimeSpan.FromTicks(1));
        for (var n = 0; n < 30; n++) _limits.Take(Turn("anna", "team"), Change);

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Null(_limits.Take(Turn("anna", "team"), Change));
    }

    [Fact]
    public void What_changes_nothing_is_never_counted()
    {
        for (var n = 0; n < 200; n++) Assert.Null(_limits.Take(Turn("anna", "team"), Change with { Changes = false }));

        Assert.Equal(0, _limits.Count);
    }

    [Fact]
    public void Many_teams_take_bounded_memory()
    {
        for (var n = 0; n < 30_000; n++) _limits.Take(Turn("anna", $"team {n}"), Change);

        Assert.InRange(_limits.Count, 1, 10_000);
    }

    [Fact]
    public void It_is_said_once_a_minute_in_a_conversation()
    {
        Assert.True(_limits.IsNews(Turn("anna", "team")));
        Assert.False(_limits.IsNews(Turn("bram", "team")));
        _time.Advance(ChangeLimits.Window);
        Assert.True(_limits.IsNews(Turn("anna", "team")));
    }

    private static Turn Turn(string person, string team) => new()
    {
        ActivityId = "1",
        TenantId = "t",
        From = new(person, "29:1", ""),
        Conversation = new(ConversationKind.Channel, "19:a", TeamId: team),
        Address = new Address(new("https://voorbeeld.example/"), "19:a", "28:1"),
        At = default,
    };
}
