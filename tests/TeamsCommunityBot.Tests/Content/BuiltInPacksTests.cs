using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Content;

/// <summary>What we ask of every text that we ship. What a measure cannot tell, a colleague reads aloud.</summary>
public sealed class BuiltInPacksTests
{
    /// <summary>The last day when somebody went through the packs; move it with the dates of what you check.</summary>
    private static readonly DateOnly LastLookedThrough = new(2026, 11, 22);

    /// <summary>Facts older than this bear their year in the text.</summary>
    private const int YearsThatAFactStaysFresh = 5;

    private const double TooAlike = 0.4;

    private static readonly IReadOnlyList<ContentPack> Packs = ContentLibrary.BuiltIn();
    private static readonly IReadOnlyList<ContentItem> Items = [.. Packs.SelectMany(pack => pack.Items)];

    private static IEnumerable<(string Id, string Language, ContentText Text)> Texts =>
        Items.SelectMany(item => new[] { (item.Id, "nl", item.Dutch), (item.Id, "en", item.English) });

    [Fact]
    public void Every_pack_of_the_source_is_in_the_program_with_items_of_its_kind()
    {
        Assert.Equal(Repository.Files("bot/Content/Packs", "*.json").Select(file => Path.GetFileName(file)), Packs.Select(pack => pack.File));
        Assert.Equal(["examples.json", "questions.json", "tips.json"], Packs.Select(pack => pack.File));
        Assert.Equal([ContentKind.Example, ContentKind.Question, ContentKind.Tip],
            Packs.Select(pack => Assert.Single(pack.Items.Select(item => item.Kind).Distinct())));
    }

    [Fact]
    public void There_is_something_new_for_every_week_of_a_year()
    {
        Assert.True(Items.Count >= 53, $"{Items.Count} items.");
        Assert.True(Items.Count(item => item.Kind == ContentKind.Example) >= 20);
        Assert.True(Items.Count(item => item.Kind == ContentKind.Tip) >= 26);
        Assert.True(Items.Count(item => item.Kind == ContentKind.Question) >= 12);
    }

    [Fact]
    public void No_two_items_have_the_same_id_or_title()
    {
        Assert.Equal(Items.Count, Items.Select(item => item.Id).Distinct().Count());
        Assert.Equal(2 * Items.Count, Texts.Select(text => text.Language + text.Text.Title).Distinct().Count());
    }

    [Fact]
    public void Every_phase_and_every_role_has_enough()
    {
        Assert.All(Enum.GetValues<Phase>(), phase => Assert.True(Items.Count(item => item.Phases.Contains(phase)) >= 6, $"{phase}"));
        Assert.All(Enum.GetValues<Role>(), role => Assert.True(Items.Count(item => item.Roles.Contains(role)) >= 6, $"{role}"));
        Assert.All(Enum.GetValues<ContentKind>(), kind => Assert.All(Enum.GetValues<Phase>(), phase =>
            Assert.True(Items.Count(item => item.Kind == kind && item.Phases.Contains(phase)) >= 6, $"{kind}, {phase}")));
    }

    [Fact]
    public void A_text_is_25_to_70_words_and_ends_as_a_sentence() => Assert.All(Texts, text =>
    {
        Assert.InRange(Prose.Words(text.Text.Text).Count, 25, 70);
        Assert.Matches(@"[.?!]\z", text.Text.Text);
        Assert.DoesNotMatch(@"\s\s| [.,?!]", text.Text.Text);
    });

    [Fact]
    public void A_title_is_short_and_ends_without_a_full_stop() => Assert.All(Texts, text =>
    {
        Assert.InRange(Prose.Words(text.Text.Title).Count, 3, 10);
        Assert.DoesNotMatch(@"\.\z", text.Text.Title);
    });

    [Fact]
    public void The_two_languages_say_something_else() => Assert.All(Items, item =>
    {
        Assert.NotEqual(item.Dutch.Title, item.English.Title);
        Assert.True(Prose.Likeness(item.Dutch.Text, item.English.Text) < TooAlike, item.Id);
    });

    /// <summary>A simple, honest measure of level B1: short sentences, and few long words.</summary>
    [Fact]
    public void The_Dutch_reads_easily()
    {
        Assert.All(Items, item =>
        {
            Assert.True(Prose.WordsInASentence(item.Dutch.Text) <= 14, $"{item.Id}: {Prose.WordsInASentence(item.Dutch.Text):0.0} words in a sentence.");
            Assert.True(Prose.LongestSentence(item.Dutch.Text) <= 24, $"{item.Id}: a sentence of {Prose.LongestSentence(item.Dutch.Text)} words.");
            Assert.True(Prose.LongWords(item.Dutch.Text) <= 2, $"{item.Id}: {Prose.LongWords(item.Dutch.Text)} long words.");
        });
        var words = Items.Sum(item => Prose.Words(item.Dutch.Text).Count);
        Assert.InRange(Items.Sum(item => Prose.LongWords(item.Dutch.Text)), 0, words / 200);
    }

    [Fact]
    public void The_English_reads_easily() => Assert.All(Items, item =>
    {
        Assert.True(Prose.WordsInASentence(item.English.Text) <= 16, $"{item.Id}: {Prose.WordsInASentence(item.English.Text):0.0} words in a sentence.");
        Assert.True(Prose.LongestSentence(item.English.Text) <= 26, $"{item.Id}: a sentence of {Prose.LongestSentence(item.English.Text)} words.");
    });

    [Fact]
    public void Nobody_is_named_outside_a_source() =>
        Assert.Equal([], Texts.SelectMany(text => Prose.PeopleIn(text.Text.Title).Concat(Prose.PeopleIn(text.Text.Text))
            .Select(name => $"{text.Id} {text.Language}: {name}")));

    [Fact]
    public void No_text_speaks_policy() =>
        Assert.Equal([], Texts.SelectMany(text => Prose.JargonIn(text.Text.Text).Select(word => $"{text.Id} {text.Language}: {word}")));

    [Fact]
    public void No_text_holds_a_web_address() => Assert.DoesNotContain(Texts, text => Prose.HasAddressOfThePage(text.Text.Title + " " + text.Text.Text));

    [Fact]
    public void No_two_items_say_the_same()
    {
        foreach (var language in new[] { "nl", "en" })
        {
            var texts = Items.Select(item => (item.Id, Text: item.In(language).Title + " " + item.In(language).Text)).ToList();
            Assert.Equal([], texts.SelectMany((one, i) => texts.Skip(i + 1).Where(other => Prose.Likeness(one.Text, other.Text) >= TooAlike)
                .Select(other => $"{one.Id} and {other.Id}")));
        }
    }

    [Fact]
    public void Every_item_names_its_source_its_licence_and_when_it_was_checked() => Assert.All(Items, item =>
    {
        Assert.True(item.Source.Url is not null || item.Source.Publication is not null || item.Source.Name == ContentSource.OwnReading, item.Id);
        Assert.True(item.Checked <= LastLookedThrough, $"{item.Id} is checked after the packs were last looked through.");
        Assert.True(item.Source.Year is null || item.Source.Year <= item.Checked.Year, $"{item.Id}: the source is of a later year than the check.");
        Assert.Equal("MIT", item.Licence);
    });

    [Fact]
    public void Our_own_reading_is_what_the_questions_are_and_nothing_else() =>
        Assert.All(Items, item => Assert.Equal(item.Kind == ContentKind.Question, item.Source.Name == ContentSource.OwnReading));

    [Fact]
    public void An_older_fact_bears_its_year()
    {
        var older = Items.Where(item => item.Source.Year <= item.Checked.Year - YearsThatAFactStaysFresh).ToList();
        Assert.NotEmpty(older);
        Assert.All(older, item => Assert.All([item.Dutch.Text, item.English.Text], text => Assert.True(Prose.Years(text).Any(), $"{item.Id}: {text}")));
    }

    [Fact]
    public void Both_languages_name_the_same_years() =>
        Assert.All(Items, item => Assert.Equal(Prose.Years(item.Dutch.Text).Order(), Prose.Years(item.English.Text).Order()));

    [Fact]
    public void A_question_asks() =>
        Assert.All(Items.Where(item => item.Kind == ContentKind.Question),
            item => Assert.All([item.Dutch, item.English], text => Assert.Contains("?", text.Title, StringComparison.Ordinal)));

    /// <summary>The method names them, but nobody knows yet what they were: an organisation may fill them in itself.</summary>
    [Theory]
    [InlineData("Boekenproeverij")]
    [InlineData("Nederland schrijft")]
    [InlineData("Lerendoeje")]
    [InlineData("Platform Erfgoed")]
    public void What_we_know_by_name_only_is_left_out(string name) =>
        Assert.DoesNotContain(Texts, text => (text.Text.Title + " " + text.Text.Text).Contains(name, StringComparison.OrdinalIgnoreCase));
}
