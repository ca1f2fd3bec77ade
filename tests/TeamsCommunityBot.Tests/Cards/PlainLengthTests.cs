using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Features.Registration;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>Length as a person counts it, bounded by what a card has room for.</summary>
public sealed class PlainLengthTests
{
    private static readonly string OneSign = string.Join('\u200D', Enumerable.Repeat("\U0001F468", 700));

    [Fact]
    public void One_sign_of_two_thousand_units_is_longer_than_eighty_signs()
    {
        Assert.True(Plain.IsLonger(OneSign, 80));
        Assert.False(Plain.IsLonger(new string('é', 80), 80));
        Assert.True(Plain.IsLonger(new string('é', 81), 80));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    public void What_was_shortened_keeps_to_both_bounds(int signs)
    {
        foreach (var text in new[] { OneSign, "x" + OneSign, new string('é', 500), string.Concat(Enumerable.Repeat("👩‍🚀", 200)) })
            Assert.False(Plain.IsLonger(Plain.Shorten(text, signs), signs));
    }

    [Fact]
    public void Such_a_name_is_refused_in_words()
    {
        var inputs = new Dictionary<string, string> { ["Name"] = OneSign, ["StartDate"] = "2026-09-01", ["Language"] = "nl" };
        var answer = RegistrationAnswer.Read(inputs, new DateOnly(2026, 11, 28));

        Assert.Single(answer.Problems);
    }
}
