using TeamsCommunityBot.People;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

/// <summary>What changed among the accounts of a tenant.</summary>
public sealed class PresenceChangesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_round_tells_who_is_gone_already_and_the_next_what_is_new()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        var sample = driver.Teams.Sample;
        (sample.Bram.IsEnabled, driver.Teams.Graph.PageSize) = (false, 2);

        var (first, link) = await RoundAsync(driver.Presence(), null);
        sample.Chris.IsDeleted = true;
        sample.Dina.IsGuest = true;
        sample.Anna.PreferredLanguage = "en";
        var (second, next) = await RoundAsync(driver.Presence(), link);
        var (third, _) = await RoundAsync(driver.Presence(), next);

        Assert.Equal(new[] { sample.Bram, sample.Guest }.Select(person => person.AadObjectId).Order(), first.Order());
        Assert.Equal([sample.Chris.AadObjectId, sample.Dina.AadObjectId], second);
        Assert.Empty(third);
        Assert.Contains("$select=id,accountEnabled,userType",
            Uri.UnescapeDataString(driver.Teams.Requests.First(request => request.Operation == SimOperation.GraphUsersDelta).Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_link_says_that_it_is_old()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        var (_, link) = await RoundAsync(driver.Presence(), null);
        driver.Teams.Graph.ForgetDeltas();

        Assert.True((await driver.Presence().ChangesAsync(link, Ct)).IsExpired);
    }

    [Theory]
    [InlineData(403, null, PeopleTrouble.NoConsent)]
    [InlineData(429, "7", PeopleTrouble.Throttled)]
    [InlineData(503, "7", PeopleTrouble.Throttled)]
    [InlineData(500, null, PeopleTrouble.Unavailable)]
    public async Task What_stands_in_the_way_is_said(int status, string? retryAfter, PeopleTrouble trouble)
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        driver.Teams.Faults.Always(Fault.Error(status, retryAfter: retryAfter), new FaultScope(SimOperation.GraphUsersDelta));

        var news = await driver.Presence().ChangesAsync(null, Ct);

        Assert.Equal((trouble, null, retryAfter is null ? null : TimeSpan.FromSeconds(7)), (news.Trouble, news.Changes, news.RetryAfter));
    }

    [Theory]
    [InlineData("""{"value":[{"id":5,"accountEnabled":"no"}],"@odata.deltaLink":"x"}""")]
    [InlineData("""{"value":[{"id":"not a guid","accountEnabled":false}],"@odata.deltaLink":"x"}""")]
    [InlineData("""{"value":"none","@odata.deltaLink":"x"}""")]
    [InlineData("""{"value":[]}""")]
    [InlineData("[]")]
    public async Task Answers_of_the_wrong_shape_name_nobody(string body)
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        driver.Teams.Faults.Always(Fault.Body(200, body), new FaultScope(SimOperation.GraphUsersDelta));

        Assert.Empty((await driver.Presence().ChangesAsync(null, Ct)).Changes?.PersonIds ?? []);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        await using var driver = await PeopleDriver.StartAsync(2, Ct);
        Assert.Null(await driver.Presence().TryAccountsAsync(driver.Teams.Sample.Anna.AadObjectId, Ct));
        driver.Teams.Entra.RevokeAll();

        Assert.Null(await driver.Presence().TryAccountsAsync(driver.Teams.Sample.Anna.AadObjectId, Ct));
        Assert.Equal(2, driver.Teams.Entra.Issued);
    }

    private static async Task<(List<string> Ids, string Link)> RoundAsync(IPresence presence, string? link)
    {
        var ids = new List<string>();
        while (true)
        {
            var changes = (await presence.ChangesAsync(link, Ct)).Changes!;
            ids.AddRange(changes.PersonIds);
            if (changes.DeltaLink is { } delta) return (ids, delta);
            link = changes.NextLink;
        }
    }
}
