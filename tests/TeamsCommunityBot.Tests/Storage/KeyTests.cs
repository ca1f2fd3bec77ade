using System.Text;
using CsCheck;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class KeyTests
{
    private const string Telling = "|~/\\#?'%\0\u0085\u0301eE\uFF0F";

    /// <summary>Valid text of any script, with what keys are made of and what they must not hold more often than chance would have it.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char[' ', '\u02FF'].Select(letter => letter.ToString()),
        Gen.Int[0, Telling.Length - 1].Select(index => Telling[index].ToString()),
        Gen.Int[0x10000, 0x1FFFF].Select(char.ConvertFromUtf32)).Array[0, 12].Select(string.Concat);

    private static readonly Gen<string[]> Ids = Text.Array[1, 4];

    [Fact]
    public void A_key_gives_its_ids_back() =>
        Ids.Sample(ids => Key.Split(Key.Join(ids)).SequenceEqual(ids.Select(id => id.Normalize())));

    [Fact]
    public void Different_ids_never_share_a_key() =>
        Gen.Select(Ids, Ids).Sample((a, b) =>
            Key.Join(a) == Key.Join(b) == a.Select(id => id.Normalize()).SequenceEqual(b.Select(id => id.Normalize())));

    [Fact]
    public void A_key_is_always_one_that_Azure_takes() =>
        Ids.Sample(ids => Key.Join(ids).All(letter => char.IsAsciiLetterOrDigit(letter) || ":@._;=-~|".Contains(letter, StringComparison.Ordinal)));

    [Fact]
    public void Any_text_at_all_is_a_key_or_refused() =>
        Gen.Char.Array[0, 400].Sample(letters =>
        {
            try
            {
                TableLimits.Check(new Key(Key.Join(new string(letters)), "r"));
                return true;
            }
            catch (StorageLimitException)
            {
                return letters.Length * 9 > TableLimits.KeyLength || TableLimits.HasLoneSurrogate(new(letters)) || !IsNormalizable(letters);
            }
        });

    [Theory]
    [InlineData("19:abc_DEF@thread.tacv2;messageid=1", "19:abc_DEF@thread.tacv2;messageid=1")]
    [InlineData("a/b", "a~2Fb")]
    [InlineData("é", "~C3~A9")]
    [InlineData("~", "~7E")]
    [InlineData("", "")]
    public void An_id_is_encoded_as_documented(string id, string key) => Assert.Equal(key, Key.Join(id));

    [Fact]
    public void The_divider_in_an_id_is_not_the_divider_between_ids()
    {
        Assert.NotEqual(Key.Join("a|b", "c"), Key.Join("a", "b|c"));
        Assert.NotEqual(Key.Join("a", ""), Key.Join("a"));
        Assert.Equal("a~7Cb|c", Key.Join("a|b", "c"));
    }

    [Fact]
    public void Twins_in_Unicode_form_are_one_and_twins_in_case_are_two()
    {
        Assert.Equal(Key.Join("caf\u00E9"), Key.Join("cafe\u0301"));
        Assert.NotEqual(Key.Join("Cafe"), Key.Join("cafe"));
    }

    /// <summary>No theory: an attribute's text cannot hold half a pair.</summary>
    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        string[] broken = ["\uD83D", "\uDE00", "a\uDE00\uD83Db"];
        Assert.All(broken, id => Assert.Throws<StorageLimitException>(() => Key.Join(id)));
    }

    [Fact]
    public void A_key_is_as_long_as_Azure_allows_and_no_longer()
    {
        Assert.Equal(TableLimits.KeyLength, Key.Join(new string('a', TableLimits.KeyLength)).Length);
        Assert.Throws<StorageLimitException>(() => Key.Join(new string('a', TableLimits.KeyLength + 1)));
        Assert.Throws<StorageLimitException>(() => Key.Join(new string('/', (TableLimits.KeyLength / 3) + 1)));
        Assert.Throws<StorageLimitException>(() => Key.Join(new('a', 300), new('b', 300)));
        Assert.Throws<StorageLimitException>(() => Key.Join(new string('é', 10_000_000)));
    }

    [Fact]
    public void A_key_of_no_id_is_refused() => Assert.Throws<StorageLimitException>(() => Key.Join());

    [Theory, InlineData("~"), InlineData("~4"), InlineData("~GG"), InlineData("é"), InlineData("a/b"), InlineData("~FF")]
    public void What_Join_never_made_is_not_split(string part) => Assert.ThrowsAny<Exception>(() => Key.Split(part));

    private static bool IsNormalizable(char[] letters)
    {
        try
        {
            return new string(letters).IsNormalized(NormalizationForm.FormC) || true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
