using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class MovedHostsTests
{
    private static readonly Uri Service = new("https://smba.infra.gcc.teams.microsoft.com/teams/");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_that_lives_elsewhere_is_remembered_by_every_process_and_no_other_tenant_with_it()
    {
        await using var driver = await OutboundDriver.StartAsync(ct: Ct);
        var table = driver.Get<ITable>();
        var first = new MovedHosts(table);
        Assert.Null(await first.FindAsync("one", Ct));

        await first.KeepAsync("one", Service, Ct);

        Assert.Equal(Service, await first.FindAsync("one", Ct));
        Assert.Equal(Service, await new MovedHosts(table).FindAsync("one", Ct));
        Assert.Null(await new MovedHosts(table).FindAsync("two", Ct));
    }
}
