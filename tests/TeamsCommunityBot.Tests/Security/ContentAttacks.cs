using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Text that wants to be more than text when others see it: names of a community, and what is said to the bot (S48–S57, S78).</summary>
public sealed class ContentAttacks : IAsyncLifetime
{
    private readonly Target _target = new();

    public ValueTask InitializeAsync() => _target.InitializeAsync();

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    public static TheoryData<string> Payloads =>
    [
        "<at>everyone</at>",
        "<at>Bram Voorbeeld</at>",
        "[pay](javascript:alert(1))",
        "![](https://evil.test/x.png)",
        "[x](https://evil.test)",
        "https://evil.test",
        "${value}",
        "{{DATE(2026-01-01T00:00:00Z,SHORT)}}",
        "$data $when",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt; &#60;",
        "<!-- comment -->",
        "\u202Egnp.exe",
        "Аdmin",
        "one\n# Heading\n| a | b |",
        "# Heading",
        "- item",
        "1. item",
        "**bold** _it_ `code` ~~no~~",
        "=HYPERLINK(\"https://evil.test\")",
        "@SUM(1)",
        "nul\0l",
        "x'; DROP TABLE entity; --",
        "' or PartitionKey eq 'x",
        "--team ../.. `id` $(id)",
    ];

    [Theory, MemberData(nameof(Payloads))]
    public async Task A_name_is_shown_as_text_and_nothing_else(string payload)
    {
        var form = await FormAsync();
        await _target.PressAsync(form, "community.register", ("Name", payload), ("Theme", payload), ("StartDate", "2026-01-05"), ("Language", "en"));
        await _target.SendAsync(new Draft(_target.Sim)
        {
            Activity = _target.Sim.Activities.Message(_target.Sim.Sample.Channel, _target.Sim.Sample.Bram,
            "status")
        });
        foreach (var post in _target.Sim.Posts()) AssertHarmless(post.Activity);
        Assert.Contains("\tcommunity\t", _target.Rows(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Payloads))]
    public async Task What_is_said_to_the_bot_is_not_said_by_it(string payload)
    {
        await _target.SendAsync(new Draft(_target.Sim)
        {
            Activity = _target.Sim.Activities.Message(_target.Sim.Sample.Channel, _target.Sim.Sample.Anna,
            payload)
        });
        foreach (var post in _target.Sim.Posts()) AssertHarmless(post.Activity);
    }

    [Theory]
    [InlineData("S54 32,769 characters", 32_769)]
    [InlineData("S52 81 characters", 81)]
    public async Task A_name_that_is_too_long_is_refused_with_the_limit(string attack, int length)
    {
        Assert.NotEmpty(attack);
        var form = await FormAsync();
        var answer = await _target.PressAsync(form, "community.register", ("Name", new string('x', length)), ("Theme", ""), ("StartDate", "2026-01-05"),
            ("Language", "en"));
        Assert.Contains("80", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\tcommunity\t", _target.Rows(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S54_a_name_of_a_megabyte_does_not_get_in()
    {
        var form = await FormAsync();
        await _target.RefusesAsync(413, d => d.Activity = d.Sim.Activities.Press(form, d.Sim.Sample.Anna, "community.register",
            new Dictionary<string, string> { ["Name"] = new('x', 1 << 20) }));
    }

    [Fact]
    public async Task S52_ten_thousand_marks_on_a_letter_become_a_few()
    {
        var form = await FormAsync();
        await _target.PressAsync(form, "community.register", ("Name", "Z" + new string('\u0301', 10_000)), ("Theme", ""), ("StartDate", "2026-01-05"),
            ("Language", "en"));
        Assert.All(_target.Sim.Posts(), post => Assert.True(post.Json.Length < 28_000));
    }

    [Theory]
    [InlineData("<at>x</at> /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    [InlineData("<at>")]
    public async Task S78_text_that_is_slow_for_others_is_answered_like_any_other(string piece)
    {
        var draft = new Draft(_target.Sim);
        draft.Activity["text"] = string.Concat(Enumerable.Repeat(piece, 28_000 / piece.Length));
        // A turn that takes too long is given up with another status; what the text alone costs is measured by the benchmark "text".
        Assert.Equal((HttpStatusCode.OK, ""), await _target.SendAsync(draft));
    }

    private async Task<SimPost> FormAsync()
    {
        await _target.SendAsync(new Draft(_target.Sim));
        return _target.Sim.Posts()[^1];
    }

    /// <summary>No mention of anyone, no link or image that we did not put there, no template, no line of its own.</summary>
    private static void AssertHarmless(JsonObject activity)
    {
        Assert.DoesNotContain(activity["entities"]?.AsArray() ?? [], entity => entity!["type"]?.ToString() == "mention");
        foreach (var text in Texts(activity))
        {
            Assert.DoesNotContain("](", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<at>", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("${", text, StringComparison.Ordinal);
            Assert.DoesNotContain("https://evil", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n#", text, StringComparison.Ordinal);
            Assert.False(text.StartsWith('#'), text);
        }
    }

    /// <summary>Everything that a client renders as Markdown.</summary>
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject thing => Own(thing).Concat(thing.Where(p => p.Key is not "data" and not "value").SelectMany(p => Texts(p.Value))),
        _ => [],
    };

    private static IEnumerable<string> Own(JsonObject thing)
    {
        if (thing["type"]?.ToString() is "TextBlock" or "message" or "TextRun" && thing["text"] is { } text) yield return text.ToString();
        if (thing["facts"] is not JsonArray facts) yield break;
        foreach (var fact in facts) yield return fact!["value"]!.ToString();
    }
}
