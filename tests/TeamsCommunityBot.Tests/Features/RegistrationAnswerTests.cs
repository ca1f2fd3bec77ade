using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

public sealed class RegistrationAnswerTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_filled_form_is_taken_as_it_is()
    {
        var answer = RegistrationAnswer.Read(Form(), Today);

        Assert.Equal(("Lezers", "Boeken", new DateOnly(2026, 9, 1), "nl"), (answer.Name, answer.Theme, answer.StartDate, answer.Language));
        Assert.Empty(answer.Problems);
    }

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Name", "\u200B\u202E ")]
    [InlineData("StartDate", "")]
    [InlineData("StartDate", "2026-02-30")]
    [InlineData("StartDate", "22-11-2026")]
    [InlineData("StartDate", "1979-12-31")]
    [InlineData("StartDate", "2028-11-23")]
    [InlineData("Language", "de")]
    public void What_is_wrong_is_said_once_and_the_rest_is_kept(string input, string value)
    {
        var answer = RegistrationAnswer.Read(Form((input, value)), Today);

        Assert.Single(answer.Problems);
        Assert.Equal("Boeken", answer.Theme);
    }

    [Fact]
    public void A_limit_counts_what_people_see_as_characters()
    {
        // An e with a combining accent is two code points, and one character to a person.
        Assert.Empty(RegistrationAnswer.Read(Form(("Name", string.Concat(Enumerable.Repeat("e\u0301", 80)))), Today).Problems);
        Assert.NotEmpty(RegistrationAnswer.Read(Form(("Name", new string('a', 81))), Today).Problems);
    }

    [Theory]
    [InlineData("en", "Give the community a name.")]
    [InlineData("nl", "Geef de community een naam.")]
    public void It_is_said_in_the_language_of_the_turn(string language, string sentence)
    {
        using var spoken = Language.Use(language);

        Assert.Equal([new(nameof(RegistrationAnswer.Name), sentence)], RegistrationAnswer.Read(Form(("Name", "")), Today).Problems);
    }

    private static Dictionary<string, string> Form(params (string Input, string Value)[] changes)
    {
        var form = new Dictionary<string, string> { ["Name"] = "Lezers", ["Theme"] = "Boeken", ["StartDate"] = "2026-09-01", ["Language"] = "nl" };
        foreach (var (input, value) in changes) form[input] = value;
        return form;
    }
}
