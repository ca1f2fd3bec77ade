using TeamsCommunityBot.BotBuilder.Support;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Security;
using Xunit;

namespace TeamsCommunityBot.BotBuilder.Tokens;

/// <summary>Each row of the table of what only we refuse is true: a row that is not would excuse what it does not know.</summary>
public sealed class StricterTests
{
    [Fact]
    public async Task The_SDK_lets_in_each_example_and_we_refuse_it_by_the_rule_it_stands_for()
    {
        await using var sim = await SimTeams.StartAsync(new SimOptions { Limits = false }, TestContext.Current.CancellationToken);
        await using var boundary = await Boundary.StartAsync(sim);
        var adapter = Sdk.Adapter(sim);
        foreach (var row in Stricter.Table)
        {
            var draft = new Draft(sim);
            row.Example(draft);
            Assert.Equal((row.Rule, 200), ((await boundary.OursAsync(draft)).Reason, (await Boundary.SdkAsync(adapter, draft)).Status));
        }
    }

    [Fact]
    public void Each_rule_stands_once_with_a_reason()
    {
        Assert.Distinct(Stricter.Table.Select(row => row.Rule));
        Assert.All(Stricter.Table, row => Assert.EndsWith(".", row.Why, StringComparison.Ordinal));
    }
}
