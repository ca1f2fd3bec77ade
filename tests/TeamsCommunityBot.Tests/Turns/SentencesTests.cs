using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Turns;

/// <summary>
/// What people say to a colleague: more than a hundred and fifty sentences a language, half of them none of the bot's business, each with the command that it
/// asks for.
/// </summary>
public sealed class SentencesTests
{
    private const string None = "-";

    private static readonly CommandParser Parser = new(Routes.Commands);

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void Nearly_every_sentence_is_understood_and_hardly_any_other_is_taken_for_one(string language)
    {
        var said = Read(language).Select(line => (line.Sentence, line.Meant, Heard: Heard(line.Sentence))).ToList();
        var wrong = string.Join(Environment.NewLine, said.Where(line => line.Heard != line.Meant)
            .Select(line => $"{line.Sentence} → {line.Heard}, not {line.Meant}"));

        Assert.InRange(said.Count, 150, 400);
        Assert.InRange(said.Count(line => line.Meant == None), said.Count * 2 / 5, said.Count * 3 / 5);
        var right = said.Count(line => line.Meant != None && line.Heard == line.Meant);
        Assert.True(right >= 0.98 * said.Count(line => line.Heard != None), $"Precision: {wrong}");
        Assert.True(right >= 0.95 * said.Count(line => line.Meant != None), $"Recall: {wrong}");
    }

    [Fact]
    public void Every_phrase_finds_its_own_command() =>
        Assert.All(Routes.Commands.SelectMany(route => route.Phrases.Select(phrase => (route, phrase))), row =>
            Assert.NotNull(new PhraseBook([row.route]).Find([.. row.phrase.Replace("{role}", "bouwer", StringComparison.Ordinal).Split(' ')
                .Select(token => token.Split('|')[0])])));

    [Theory]
    [InlineData("/community ik ben morgen vrij", "me", "ben morgen vrij")]
    [InlineData("community activiteit is het thema", "activity", "is het thema")]
    [InlineData("/call me later", "call", "me later")]
    public void With_the_prefix_it_is_a_command_whatever_follows(string text, string trigger, string argument) =>
        Assert.Equal((trigger, argument), (Parser.Parse(text).Route?.Trigger, Parser.Parse(text).Argument));

    /// <summary>The command's first word; a greeting has several.</summary>
    private static string Heard(string sentence) =>
        Parser.Parse(sentence).Route is { } route ? Routes.Commands.First(other => other.Handler == route.Handler).Trigger : None;

    private static string First(string command) => command == None ? None : Heard($"/{command}");

    private static IEnumerable<(string Sentence, string Meant)> Read(string language) =>
        File.ReadAllLines(Path.Combine(Repository.Root, "tests", "TeamsCommunityBot.Tests", "Turns", "Sentences", $"{language}.tsv"))
            .Select(line => line.Split('\t')).Select(columns => (columns[0], First(columns[1])));
}
