using CsCheck;
using TeamsCommunityBot.Features.Doctor;
using TeamsCommunityBot.Features.Help;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Turns;

public sealed class CommandParserTests
{
    private readonly CommandParser _parser = new(Routes.Commands);

    [Theory]
    [InlineData("/community status", typeof(ShowStatus), "")]
    [InlineData("community status", typeof(ShowStatus), "")]
    [InlineData("status", typeof(ShowStatus), "")]
    [InlineData("/status", typeof(ShowStatus), "")]
    [InlineData("/Community  STATUS", typeof(ShowStatus), "")]
    [InlineData("community /status", typeof(ShowStatus), "")]
    [InlineData("status!", typeof(ShowStatus), "")]
    [InlineData("aanmelden Lezers van de Polder", typeof(OpenRegistration), "Lezers van de Polder")]
    [InlineData("dokter", typeof(ShowDoctor), "")]
    [InlineData("Hoi", typeof(ShowHelp), "")]
    [InlineData("dank je wel", typeof(AnswerThanks), "")]
    public void Slash_mention_and_plain_text_are_one_language(string text, Type handler, string argument)
    {
        var command = _parser.Parse(text);

        Assert.Equal((handler, argument), (command.Route?.Handler, command.Argument));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/community")]
    [InlineData("  ")]
    public void The_name_alone_is_no_command_and_was_not_misheard(string text) =>
        Assert.Equal(new Command(null, "", ""), _parser.Parse(text));

    [Theory]
    [InlineData("statsu", "en", "status")]
    [InlineData("regsiter", "en", "register")]
    [InlineData("registreer", "nl", "aanmelden")]
    [InlineData("anmelden", "nl", "aanmelden")]
    [InlineData("hlup", "nl", "hulp")]
    public void A_typo_finds_the_command_that_was_meant(string heard, string language, string nearest) =>
        Assert.Equal(nearest, _parser.Nearest(heard, language));

    [Theory]
    [InlineData("xyzzy")]
    [InlineData("42")]
    [InlineData("🎉")]
    public void Nonsense_is_near_nothing(string heard) => Assert.Null(_parser.Nearest(heard, "en"));

    [Fact]
    public void No_text_breaks_it_and_what_was_said_is_not_lost() =>
        Gen.String.Sample(text =>
        {
            var command = _parser.Parse(text);
            _parser.Nearest(command.Heard, "nl");
            return command.Route is null || text.Contains(command.Heard.Split(' ')[0], StringComparison.OrdinalIgnoreCase);
        });
}
