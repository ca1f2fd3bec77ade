using System.Text.RegularExpressions;
using System.Xml.Linq;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>Every text exists in both languages, whole, with the same slots, and is used.</summary>
public sealed partial class TextsLint
{
    /// <summary>The English files; the Dutch ones stand beside them.</summary>
    public static TheoryData<string> Files => [.. Repository.Files("bot", "*Texts.resx")];

    private static readonly Lazy<string> Source = new(() => string.Concat(Repository.Files("bot", "*.cs").Select(Repository.Read)));

    [Fact]
    public void There_are_texts_to_check() => Assert.NotEmpty(Files);

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_texts_with_the_same_slots(string file)
    {
        var (english, dutch) = (Texts(file), Texts(Path.ChangeExtension(file, $".{Language.Dutch}.resx")));

        Assert.Equal(english.Select(text => (text.Key, Slots(text.Value))), dutch.Select(text => (text.Key, Slots(text.Value))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_stands_by_itself(string file) => Assert.All(
        [.. Texts(file), .. Texts(Path.ChangeExtension(file, $".{Language.Dutch}.resx"))],
        text =>
        {
            Assert.NotEmpty(text.Value);
            // A space at an edge, or a slot and nothing else, is a piece waiting to be glued to another: that cannot be translated.
            Assert.Equal(text.Value.Trim(), text.Value);
            Assert.Matches(@"\p{L}", AnySlot().Replace(text.Value, ""));
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_is_used(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        Assert.DoesNotContain(Texts(file).Keys, key => !Regex.IsMatch(Source.Value, $@"\b{name}\.{key}\b"));
    }

    [Fact]
    public void Every_file_of_texts_is_a_pair() =>
        Assert.Equal(Files.Select(row => Path.ChangeExtension(row.Data, null)), Repository.Files("bot", $"*.{Language.Dutch}.resx")
            .Select(file => file[..^".nl.resx".Length]));

    private static SortedDictionary<string, string> Texts(string file) =>
        new(XDocument.Parse(Repository.Read(file)).Root!.Elements("data")
            .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value), StringComparer.Ordinal);

    private static string Slots(string text) => string.Concat(AnySlot().Matches(text).Select(slot => slot.Value).Order(StringComparer.Ordinal).Distinct());

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex AnySlot();
}
