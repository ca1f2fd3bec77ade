using Microsoft.CodeAnalysis.CSharp;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>The arrows of the design: what each folder of <c>bot/</c> may use, and each slice of <c>bot/Features</c>.</summary>
public sealed class ArrowsTests(ITestOutputHelper output)
{
    private static readonly Lazy<CSharpCompilation> BotSource = new(() => Source.OfBot(Repository.Bot));

    private static readonly Lazy<ArrowsRules> Bot = new(() => new(BotSource.Value, nameof(TeamsCommunityBot), SliceArrows.Allowed));

    [Fact]
    public void No_folder_and_no_slice_uses_what_it_may_not() =>
        Assert.Equal([], Bot.Value.Broken);

    [Fact]
    public void Every_line_of_the_table_is_needed() => Assert.Equal([], Bot.Value.Unused);

    [Fact]
    public void The_table_only_shrinks() => Assert.Equal(SliceArrows.Most, SliceArrows.Allowed.Count);

    [Fact]
    public void No_slices_form_a_circle() => Assert.Equal([], Bot.Value.Circles.Select(circle => string.Join(' ', circle)));

    [Fact]
    public void The_arrows_that_we_know_are_seen()
    {
        Assert.Contains(new("Communities.CommunityStore", "Domain.Community"), Bot.Value.Arrows);
        Assert.Contains(new("Turns.Router", "Storage.DuplicateTurnException"), Bot.Value.Arrows);
        Assert.Contains(new("Turns.TurnClaim", "Storage.ITable"), Bot.Value.Arrows);
        Assert.Contains(new("Teams.IReplySender", "Turns.Turn"), Bot.Value.Arrows);
    }

    [Fact]
    public void No_name_in_the_source_is_unknown() => Assert.Equal([], ArrowsReader.Unknown(BotSource.Value));

    [Fact]
    public void Every_folder_has_a_rule() => Assert.Equal([], Bot.Value.Areas.Where(area => !ArrowsRules.IsKnown(area)));

    /// <summary>The samples break the rules in every way that C# has; exactly these are found, and no other.</summary>
    [Fact]
    public void Each_rule_can_fail()
    {
        var samples = Samples();
        Assert.Equal(
            [
                "Cards.UsesStorageByInheritance → Storage.Row",
                "Domain.UsesStorageInABody → Storage.Row",
                "Domain.UsesStorageInItsSignature → Storage.Row",
                "Elsewhere.HasNoRule → Domain.Fine",
                "Features.Four.UsesWhatNoLineAllows → Features.One.OneStore",
                "Features.Four.UsesWhatNoLineAllows → Features.One.StoredRow",
                "Features.Two.UsesACardOfAnotherSlice → Features.One.OneCard",
                "Features.Two.UsesAConstantOfAnotherSlicesHandler → Features.One.Handler",
                "Features.Two.UsesAHandlerOfAnotherSlice → Features.One.Handler",
                "Features.Two.UsesTeams → Teams.SampleOptions",
                "Local.UsesTurns → Turns.IHandler",
                "People.CatchesFeatures → Features.One.FeatureException",
                "Storage.UsesDomainAsAnArgumentOfAnAttribute → Domain.Fine",
                "Teams.UsesFeaturesByTypeOf → Features.One.Handler",
                "Turns.UsesFeaturesAsATypeArgument → Features.One.Handler",
                "Turns.UsesStorageInALambda → Storage.Row",
                "Turns.UsesStorageWithoutNamingIt → Storage.Row",
            ],
            samples.Broken);
        Assert.Equal(
            [
                "Features.One.Handler → Turns.IHandler",
                "Features.One.UsesThree → Features.Three.UsesOne",
                "Features.Three.UsesOne → Features.One.UsesThree",
                "Features.Two.ReadsAStore → Features.One.OneStore",
                "Features.Two.ReadsAStore → Features.One.StoredRow",
                "Local.ReadsOptions → Teams.SampleOptions",
                "Turns.MayCatchStorage → Storage.SampleException",
                "Turns.UsesStorageWithoutNamingIt → Storage.SampleException",
            ],
            samples.Kept);
    }

    [Fact]
    public void A_line_that_nobody_needs_and_a_circle_are_found()
    {
        var samples = Samples();
        Assert.Equal([("Two", "Three")], samples.Unused.Select(line => (line.From, line.To)));
        Assert.Equal(["One Three"], samples.Circles.Select(circle => string.Join(' ', circle)));
    }

    [Fact]
    public void A_name_that_nobody_knows_is_told() =>
        Assert.Contains("Nowhere", Assert.Single(ArrowsReader.Unknown(Source.OfFile("Sample.cs", "class A { Nowhere? b = null; }"))), StringComparison.Ordinal);

    /// <summary>
    /// How knotted the slices are. <c>ARROWS_OF=…/bot dotnet test --filter ArrowsTests.Measure</c> tells it of another state of the repository.
    /// </summary>
    [Fact]
    public void Measure()
    {
        var bot = Environment.GetEnvironmentVariable("ARROWS_OF") is { Length: > 0 } folder
            ? new(Source.OfBot(folder), nameof(TeamsCommunityBot), []) : Bot.Value;
        foreach (var arrow in bot.Arrows.Where(ArrowsRules.IsBetweenSlices)) output.WriteLine(arrow.ToString());
        var largest = bot.Circles.Select(circle => circle.Count).DefaultIfEmpty().Max();
        output.WriteLine($"{bot.Slices.Count} arrows between slices; the largest circle holds {largest}.");
        Assert.InRange(largest, 0, bot.Slices.Count);
    }

    [Fact]
    public void Nothing_but_the_program_its_start_and_its_routes_stands_at_the_root()
    {
        string[] allowed = ["Program.cs", "Startup.cs", "Routes.cs", "TeamsCommunityBot.csproj", "packages.lock.json"];
        var found = Directory.EnumerateFiles(Repository.Bot).Select(file => Path.GetFileName(file)).ToList();
        Assert.Contains("Program.cs", found);
        Assert.Empty(found.Except(allowed));
    }

    [Fact]
    public void A_file_stands_in_the_folder_of_its_namespace() =>
        Assert.All(Repository.Files("bot", "*.cs").Where(file => file.Count(letter => letter == '/') > 1), file =>
            Assert.Contains($"namespace TeamsCommunityBot.{string.Join('.', file.Split('/')[1..^1])};", Repository.Read(file), StringComparison.Ordinal));

    private static ArrowsRules Samples() => new(
        Source.OfFile("ArrowsSamples.cs", Repository.Read("tests/TeamsCommunityBot.Tests/Conventions/ArrowsSamples.cs")),
        "TeamsCommunityBot.Tests.Conventions.Samples",
        [new("Two", "One", "sample"), new("One", "Three", "sample"), new("Three", "One", "sample"), new("Two", "Three", "nobody needs it")]);
}
