using System.Text;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Content;

/// <summary>The reader says which file, which item and why, for every single thing that can be wrong with a pack.</summary>
public sealed class ContentPackTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_good_pack_is_read_whole()
    {
        var pack = Read(SamplePack.Of(SamplePack.Item("kookclub")));

        Assert.Equal("own.json", pack.File);
        var item = Assert.Single(pack.Items);
        Assert.Equal(("kookclub", ContentKind.Example), (item.Id, item.Kind));
        Assert.Equal([Phase.Start, Phase.Bloom], item.Phases);
        Assert.Equal([Role.Bouwer, Role.Verbinder], item.Roles);
        Assert.Equal(new ContentText("Samen koken", "Tekst van kookclub."), item.In("nl"));
        Assert.Equal(new ContentText("Cooking together", "Text of kookclub."), item.In("en"));
        Assert.Equal(new ContentSource("Bibliotheek Voorbeeld", null, new Uri("https://example.org/koken"), 2024), item.Source);
        Assert.Equal((Today, "CC-BY-4.0"), (item.Checked, item.Licence));
    }

    [Theory]
    [InlineData("phases", """["all"]""")]
    [InlineData("roles", "[]")]
    [InlineData("source", """{ "name": "Iemand", "publication": "Een blad" }""")]
    [InlineData("source", """{ "name": "our own reading" }""")]
    public void Other_good_values_are_read_too(string property, string value) => Assert.Single(Read(SamplePack.Of(Changed(property, value))).Items);

    [Fact]
    public void All_stands_for_every_phase() => Assert.Equal(Enum.GetValues<Phase>(), Read(SamplePack.Of(Changed("phases", """["all"]"""))).Items[0].Phases);

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Single(ContentPack.Read("own.json", Encoding.UTF8.GetBytes("\uFEFF" + SamplePack.Of(SamplePack.Item("kookclub"))), Today).Items);

    /// <summary>The property to change, its value as JSON (none: it is taken away), and what the reader says.</summary>
    public static TheoryData<string, string?, string> Faults => new()
    {
        { "id", null, "item 1: 'id' is missing." },
        { "id", "7", "item 1: 'id' has a value of the wrong sort." },
        { "id", "\"Kook Club\"", "item 1: 'id' must be lower-case words joined by hyphens, 60 characters at most." },
        { "id", "\"-a\"", "item 1: 'id' must be lower-case words joined by hyphens, 60 characters at most." },
        { "kind", null, "item 'kookclub': 'kind' is missing." },
        { "kind", "\"Example\"", "item 'kookclub': 'kind' is none of example, tip, question." },
        { "kind", "1", "item 'kookclub': 'kind' has a value of the wrong sort." },
        { "phases", null, "item 'kookclub': 'phases' is missing." },
        { "phases", "[]", "item 'kookclub': 'phases' is empty: name the phases it fits, or \"all\"." },
        { "phases", """["start", "winter"]""", "item 'kookclub': 'phases' is none of preparation, start, bloom." },
        { "phases", """["start", "start"]""", "item 'kookclub': 'phases' names one twice." },
        { "phases", """["all", "start"]""", "item 'kookclub': 'phases' is none of preparation, start, bloom." },
        { "phases", "\"start\"", "item 'kookclub': 'phases' has a value of the wrong sort." },
        { "roles", null, "item 'kookclub': 'roles' is missing." },
        { "roles", """["baas"]""", "item 'kookclub': 'roles' is none of bouwer, verbinder, aanjager." },
        { "roles", "[null]", "item 'kookclub': 'roles' is none of bouwer, verbinder, aanjager." },
        { "nl", null, "item 'kookclub': 'nl' is missing." },
        { "en", null, "item 'kookclub': 'en' is missing." },
        { "en", "null", "item 'kookclub': 'en' is missing." },
        { "nl.title", null, "item 'kookclub': 'nl.title' is missing." },
        { "nl.text", "\" \"", "item 'kookclub': 'nl.text' is empty, or begins or ends with a space." },
        { "nl.text", "\"Tekst. \"", "item 'kookclub': 'nl.text' is empty, or begins or ends with a space." },
        { "en.title", $"\"{new string('a', 61)}\"", "item 'kookclub': 'en.title' is longer than 60 characters." },
        { "en.text", $"\"{new string('a', 601)}\"", "item 'kookclub': 'en.text' is longer than 600 characters." },
        { "en.text", "\"One\\ntwo\"", "item 'kookclub': 'en.text' has a line break or another control character." },
        { "en.text", "\"Tekst van kookclub.\"", "item 'kookclub': 'nl' and 'en' hold the same text." },
        { "nl.tekst", "\"x\"", "item 'kookclub': 'nl.tekst' is unknown." },
        { "de", "{}", "item 'kookclub': 'de' is unknown." },
        { "Kind", "\"tip\"", "item 'kookclub': 'Kind' is unknown." },
        { "source", null, "item 'kookclub': 'source' is missing." },
        { "source.name", null, "item 'kookclub': 'source.name' is missing." },
        { "source.url", null, "item 'kookclub': 'source' has neither 'url' nor 'publication'." },
        { "source.url", "\"example.org\"", "item 'kookclub': 'source.url' is not a web address (https://…)." },
        { "source.url", "\"javascript:alert(1)\"", "item 'kookclub': 'source.url' is not a web address (https://…)." },
        { "source.url", "\"https://someone:secret@example.org\"", "item 'kookclub': 'source.url' is not a web address (https://…)." },
        { "source.year", "2027", "item 'kookclub': 'source.year' lies before 1900 or in the future." },
        { "source.year", "19", "item 'kookclub': 'source.year' lies before 1900 or in the future." },
        { "source.year", "\"2024\"", "item 'kookclub': 'source.year' has a value of the wrong sort." },
        { "source.author", "\"x\"", "item 'kookclub': 'source.author' is unknown." },
        { "checked", null, "item 'kookclub': 'checked' is missing." },
        { "checked", "\"22-11-2026\"", "item 'kookclub': 'checked' is not a date like 2026-11-22." },
        { "checked", "\"2026-11-23\"", "item 'kookclub': 'checked' lies in the future." },
        { "licence", null, "item 'kookclub': 'licence' is missing." },
        { "licence", "\"\"", "item 'kookclub': 'licence' is empty, or begins or ends with a space." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_of_an_item_is_told(string property, string? value, string says) =>
        Assert.Equal($"Content pack own.json, {says}", Fault(SamplePack.Of(Changed(property, value))));

    [Theory]
    [InlineData("[]", ": it must be an object with a list 'items'.")]
    [InlineData("{}", ": it must be an object with a list 'items'.")]
    [InlineData("""{ "items": {} }""", ": it must be an object with a list 'items'.")]
    [InlineData("""{ "items": [], "version": 1 }""", ": 'version' is unknown here; a pack holds 'items' alone.")]
    [InlineData("""{ "items": [ 1 ] }""", ", item 1: it is not an object.")]
    public void A_fault_of_a_pack_is_told(string json, string says) => Assert.Equal($"Content pack own.json{says}", Fault(json));

    [Theory]
    [InlineData("")]
    [InlineData("items: []")]
    [InlineData("""{ "items": [], }""")]
    [InlineData("""{ "items": [], "items": [] }""")]
    [InlineData("""{ "items": [ { "id": "a", "id": "b" } ] }""")]
    public void What_is_no_strict_JSON_is_told(string json) =>
        Assert.StartsWith("Content pack own.json: it is not valid JSON. ", Fault(json), StringComparison.Ordinal);

    [Fact]
    public void The_second_item_of_the_same_id_is_told() =>
        Assert.Equal("Content pack own.json, item 'a': another item of this pack has the same id.",
            Fault(SamplePack.Of(SamplePack.Item("a"), SamplePack.Item("b"), SamplePack.Item("a"))));

    [Fact]
    public void An_item_without_an_id_is_told_by_its_place()
    {
        var nameless = SamplePack.Item("b");
        nameless.Remove("id");
        Assert.Equal("Content pack own.json, item 2: 'id' is missing.", Fault(SamplePack.Of(SamplePack.Item("a"), nameless)));
    }

    private static JsonObject Changed(string path, string? value)
    {
        var item = SamplePack.Item("kookclub");
        var parts = path.Split('.');
        var parent = parts.Length == 2 ? item[parts[0]]!.AsObject() : item;
        if (value is null) Assert.True(parent.Remove(parts[^1]));
        else parent[parts[^1]] = JsonNode.Parse(value);
        return item;
    }

    private static ContentPack Read(string json) => ContentPack.Read("own.json", Encoding.UTF8.GetBytes(json), Today);

    private static string Fault(string json) => Assert.Throws<ContentPackException>(() => Read(json)).Message;
}
