using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Manifest;

/// <summary>The command lists of the manifest beside what the bot answers and what Help shows, in both languages.</summary>
public sealed class CommandListTests
{
    private static readonly CommandParser Parser = new(Routes.Commands);

    [Fact]
    public void Every_title_is_a_command_that_the_bot_answers() =>
        Assert.All(ManifestTests.Lists().SelectMany(list => list.English.Zip(list.Dutch)), title =>
        {
            var (english, dutch) = title;
            Assert.True(Parser.Parse(english) is { Route: not null, Argument: "" }, $"Nothing answers '{english}'.");
            Assert.Equal(Parser.Parse(english).Route, Parser.Parse(dutch).Route);
        });

    [Fact]
    public void A_title_says_the_command_as_the_table_has_it() =>
        Assert.All(ManifestTests.Lists().SelectMany(list => list.English.Zip(list.Dutch)), title =>
        {
            var route = Parser.Parse(title.First).Route!;
            Assert.Equal((route.Trigger, route.Dutch), (WithoutPrefix(title.First), WithoutPrefix(title.Second)));
        });

    [Fact]
    public void A_team_is_offered_what_help_shows_in_a_channel_and_others_all_but_the_commands_of_a_channel() =>
        Assert.All(ManifestTests.Lists(), list => Assert.Equal(
            Routes.Commands
                .Where(command => command is { Help: not null, InMenu: true }
                    && (list.Scopes.Contains("team") || command.Where != Place.Channel)
                    && (list.Scopes.Contains("personal") || command.Where != Place.OwnChat))
                .Select(command => command.Trigger),
            list.English.Select(WithoutPrefix)));

    [Fact]
    public void Only_a_personal_chat_leaves_the_prefix_out() =>
        Assert.All(ManifestTests.Lists(), list => Assert.All(list.English.Concat(list.Dutch), title =>
            Assert.Equal(!list.Scopes.Contains("personal"), title.StartsWith("community ", StringComparison.Ordinal))));

    private static string WithoutPrefix(string title) => title.StartsWith("community ", StringComparison.Ordinal) ? title["community ".Length..] : title;
}
