using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>The arrows of the design: what each folder of <c>bot/</c> may use.</summary>
public sealed class ArrowsTests
{
    private static readonly ArrowsRules Bot = new(ArrowsReader.Types(typeof(Turn).Assembly), "TeamsCommunityBot");

    [Fact]
    public void No_folder_uses_what_it_may_not()
    {
        var broken = Bot.Broken.ToList();
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }

    [Fact]
    public void The_arrows_that_we_know_are_seen()
    {
        Assert.Contains(new("Communities.CommunityStore", "Domain.Community"), Bot.Arrows);
        Assert.Contains(new("Turns.Router", "Storage.DuplicateTurnException"), Bot.Arrows);
        Assert.Contains(new("Turns.TurnClaim", "Storage.ITable"), Bot.Arrows);
        Assert.Contains(new("Teams.IReplySender", "Turns.Turn"), Bot.Arrows);
    }

    [Fact]
    public void Every_folder_has_a_rule() =>
        Assert.All(ArrowsReader.Types(typeof(Turn).Assembly).Select(type => type.Namespace).Where(name => name.StartsWith("TeamsCommunityBot.", StringComparison.Ordinal)).Distinct(),
            name => Assert.True(ArrowsRules.IsKnown(name.Split('.')[1]), $"{name} has no line in {nameof(ArrowsRules)}."));

    /// <summary>The samples break the rules in every way that C# has; exactly these are found, and no other.</summary>
    [Fact]
    public void Each_rule_can_fail()
    {
        var samples = new ArrowsRules(ArrowsReader.Types(typeof(ArrowsTests).Assembly), "TeamsCommunityBot.Tests.Conventions.Samples");
        Assert.Equal(
            [
                "Cards.UsesStorageByInheritance → Storage.Row",
                "Domain.UsesStorageInABody → Storage.Row",
                "Domain.UsesStorageInItsSignature → Storage.Row",
                "Elsewhere.HasNoRule → Domain.Fine",
                "Features.Two.UsesACardOfAnotherSlice → Features.One.OneCard",
                "Features.Two.UsesAHandlerOfAnotherSlice → Features.One.Handler",
                "Features.Two.UsesTeams → Teams.SampleOptions",
                "Local.UsesTurns → Turns.IHandle",
                "People.CatchesFeatures → Features.One.FeatureException",
                "Storage.UsesDomainAsAnArgumentOfAnAttribute → Domain.Fine",
                "Teams.UsesFeaturesByTypeOf → Features.One.Handler",
                "Turns.UsesFeaturesAsATypeArgument → Features.One.Handler",
                "Turns.UsesStorageInALambda → Storage.Row",
            ],
            samples.Broken);
        Assert.Equal(
            [
                "Features.One.Handler → Turns.IHandle",
                "Features.Two.ReadsAStore → Features.One.OneStore",
                "Features.Two.ReadsAStore → Features.One.StoredRow",
                "Local.ReadsOptions → Teams.SampleOptions",
                "Turns.MayCatchStorage → Storage.SampleException",
            ],
            samples.Kept);
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
}
