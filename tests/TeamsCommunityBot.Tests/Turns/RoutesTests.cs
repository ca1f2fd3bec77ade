using Microsoft.Extensions.DependencyInjection;
using Moq;
using TeamsCommunityBot.Features.Help;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Turns;

public sealed class RoutesTests
{
    [Fact]
    public void The_table_as_it_is_starts() => Assert.NotNull(Start(Routes.All));

    [Theory]
    [InlineData(RouteKind.Command, "status", "toestand")]
    [InlineData(RouteKind.Command, "state", "STATUS")]
    [InlineData(RouteKind.Action, "community.register", "community.register")]
    [InlineData(RouteKind.Event, "BotAdded", "BotAdded")]
    public void Two_lines_with_one_trigger_stop_the_start(RouteKind kind, string english, string dutch)
    {
        var twice = new Route(kind, english, dutch, Audience.Anyone, typeof(ShowHelp));

        var error = Assert.Throws<InvalidOperationException>(() => Start([.. Routes.All, twice]));

        Assert.Contains(kind.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_stands_in_help_or_is_small_talk_or_a_button_under_another()
    {
        string[] smallTalk = ["hello", "hi", "thanks", "thank you"];
        // The list is short, or nobody reads it: these are buttons on the cards of "inspire" and "nudge", words on that of "roles",
        // and a button on the card by which administrators hear of what was given up.
        string[] under = ["share", "examples", "nudge log", "quiet", "role", "release", "nudges retry"];

        Assert.Equal(
            Routes.Commands.Where(route => !smallTalk.Contains(route.Trigger) && !under.Contains(route.Trigger)).Select(route => (route.Trigger, route.Dutch)),
            Routes.Commands.Where(route => route.Help is not null).Select(route => (route.Trigger, route.Dutch)));
    }

    private static Router Start(IReadOnlyList<Route> routes) =>
        new(Mock.Of<IServiceScopeFactory>(), new CommandParser(routes.Where(route => route.Kind == RouteKind.Command)), routes, Routes.Otherwise,
            TimeProvider.System);
}
