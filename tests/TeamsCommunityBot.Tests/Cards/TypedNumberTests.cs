using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Cards;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("1,5", 1.5)]
    [InlineData("1.5", 1.5)]
    [InlineData(" 12 ", 12)]
    [InlineData("0", 0)]
    [InlineData(",5", 0.5)]
    public void A_number_is_read_as_people_type_it(string typed, double number) => Assert.Equal((decimal)number, TypedNumber.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData("een paar")]
    [InlineData("-3")]
    [InlineData("1,5,2")]
    [InlineData("1e3")]
    [InlineData("٣")]
    public void What_is_none_is_none(string typed)
    {
        Assert.Null(TypedNumber.Read(typed));
        Assert.Null(TypedNumber.ReadWhole(typed));
    }

    [Theory]
    [InlineData("1.200", 1200)]
    [InlineData("1,200", 1200)]
    [InlineData("12.0", 12)]
    [InlineData("12,0", 12)]
    [InlineData("40", 40)]
    public void A_whole_number_may_have_its_thousands_apart(string typed, int number) => Assert.Equal(number, TypedNumber.ReadWhole(typed));

    [Theory]
    [InlineData("2,5")]
    [InlineData("0.200")]
    [InlineData("99999999999")]
    public void Half_a_person_is_no_whole_number(string typed) => Assert.Null(TypedNumber.ReadWhole(typed));

    [Theory]
    [InlineData(Language.Dutch, "2,5")]
    [InlineData(Language.English, "2.5")]
    public void It_is_written_as_the_reader_writes_it(string language, string written)
    {
        using var spoken = Language.Use(language);
        Assert.Equal(written, TypedNumber.Write(2.5m));
        Assert.Equal("", TypedNumber.Write(null));
    }
}
