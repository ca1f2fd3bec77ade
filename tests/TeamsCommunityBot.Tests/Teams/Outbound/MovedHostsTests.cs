using Moq;
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

    [Fact]
    public async Task Many_who_ask_at_once_ask_the_store_once_and_again_after_an_outage()
    {
        var answer = new TaskCompletionSource<Entry?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var table = new Mock<ITable>(MockBehavior.Strict);
        table.Setup(asked => asked.FindAsync(It.IsAny<Key>(), It.IsAny<CancellationToken>())).Returns(() => new(answer.Task));
        var hosts = new MovedHosts(table.Object);

        var asking = Enumerable.Range(0, 8).Select(_ => hosts.FindAsync("one", Ct).AsTask()).ToList();
        answer.SetException(new StorageUnavailableException("A bad day."));
        foreach (var one in asking) await Assert.ThrowsAsync<StorageUnavailableException>(() => one);
        table.Verify(asked => asked.FindAsync(It.IsAny<Key>(), It.IsAny<CancellationToken>()), Times.Once);

        answer = new();
        answer.SetResult(null);
        Assert.Null(await hosts.FindAsync("one", Ct));
        Assert.Null(await hosts.FindAsync("one", Ct));
        table.Verify(asked => asked.FindAsync(It.IsAny<Key>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
    }
}
