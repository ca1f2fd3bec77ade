using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>"Why this?": who did what to a role, when, for those whom it concerns, and no longer than two years.</summary>
public sealed class AuditStory() : StoryTests("2026-11-22T09:00:00Z")
{
    private SimPost _status = null!;

    protected override async ValueTask BeginAsync()
    {
        _status = await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Leads_read_everything_newest_first()
    {
        await InviteAsync(Org.Bram);
        await Story.LaterAsync(TimeSpan.FromMinutes(1));
        await DeclineAsync(Org.Bram);

        var words = (await WhyAsync(Org.Anna)).Words();

        var (declined, invited) = (words.IndexOf("Bram Testman nam de rol verbinder niet op zich.", StringComparison.Ordinal),
            words.IndexOf("Anna Voorbeeld vroeg Bram Testman voor de rol verbinder.", StringComparison.Ordinal));
        Assert.InRange(declined, 0, invited - 1);
        Assert.Contains("22 november 2026", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_members_do_not_read_whom_somebody_asked_and_who_said_no()
    {
        await InviteAsync(Org.Bram);
        await DeclineAsync(Org.Bram);

        (await WhyAsync(Org.Chris)).SaysNothingOf("Bram");
        (await WhyAsync(Org.Bram)).Says("Bram Testman nam de rol verbinder niet op zich.");

        await InviteAsync(Org.Bram);
        await AcceptAsync(Org.Bram);
        (await WhyAsync(Org.Chris)).Says("Bram Testman nam de rol verbinder op zich.");
    }

    [Fact]
    public async Task Who_took_a_role_from_whom_is_for_leads_that_it_ended_for_everyone()
    {
        await InviteAsync(Org.Bram);
        await AcceptAsync(Org.Bram);
        await ChangeAsync(community => community.Release(Role.Verbinder, By(Org.Anna), Clock.GetUtcNow()));

        (await WhyAsync(Org.Anna)).Says("Anna Voorbeeld haalde de rol verbinder weg bij Bram Testman.");
        var words = (await WhyAsync(Org.Chris)).Words();
        Assert.Contains("Bram Testman heeft de rol verbinder niet meer.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna Voorbeeld haalde", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_and_strangers_read_nothing()
    {
        await InviteAsync(Org.Bram);
        await AcceptAsync(Org.Bram);

        foreach (var who in new[] { Org.Guest, Org.Stranger })
        {
            var answer = await Story.PressesAsync(who, _status, ShowAudit.Verb);
            Assert.Equal("application/vnd.microsoft.activity.message", answer["type"]!.ToString());
            Assert.DoesNotContain("Bram", answer.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_shows_to_the_presser_alone_and_changes_nothing()
    {
        var (posts, rows) = (Story.Sim.Requests.ToConnector.Count(request => request.Method is "POST" or "PUT"), Story.Host.Fingerprint());

        await WhyAsync(Org.Anna);

        Assert.Equal(rows, Story.Host.Fingerprint());
        Assert.Equal(posts, Story.Sim.Requests.ToConnector.Count(request => request.Method is "POST" or "PUT"));
    }

    [Fact]
    public async Task A_long_history_comes_in_pages_that_each_fit()
    {
        for (var n = 0; n < 12; n++)
        {
            await InviteAsync(Org.Bram);
            await Story.LaterAsync(TimeSpan.FromHours(1));
            await DeclineAsync(Org.Bram);
            await Story.LaterAsync(TimeSpan.FromHours(1));
        }

        var seen = new List<string>();
        var card = await WhyAsync(Org.Anna);
        while (true)
        {
            Assert.InRange(card.ToJsonString().Length * sizeof(char), 1, CardSize.Limit);
            seen.AddRange(Facts(card));
            if (!card.Buttons().Contains("Eerder")) break;
            card = await OlderAsync(card, Org.Anna);
            Assert.Contains("Het nieuwste", card.Buttons());
        }

        Assert.Equal(24, seen.Count);
        Assert.Equal(12, seen.Count(sentence => sentence.Contains("niet op zich", StringComparison.Ordinal)));
        Assert.Contains("niet op zich", seen[0], StringComparison.Ordinal);
        Assert.Contains("vroeg", seen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_chat_it_opens_for_members_of_the_channel_alone()
    {
        await InviteAsync(Org.Bram);
        await AcceptAsync(Org.Bram);
        await Story.SettleAsync();
        var elsewhere = await Story.AsksAsync(Org.Chris, Story.Sim.Org.ChatWith(Org.Chris), "status");

        Assert.Contains("Bram Testman nam de rol verbinder op zich.", (await Story.PressesAsync(Org.Chris, elsewhere, ShowAudit.Verb))["value"]!.Words(),
            StringComparison.Ordinal);

        Org.Team.Roster.Remove(Org.Chris);
        await Story.LaterAsync(TimeSpan.FromMinutes(6));
        var refused = await Story.PressesAsync(Org.Chris, elsewhere, ShowAudit.Verb);
        Assert.Contains("of je hoort er niet bij", refused["value"]!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Two years of it stay, whatever comes on top (B3 row 26).</summary>
    [Fact]
    public async Task Rows_of_more_than_two_years_ago_go_and_the_table_stays_as_large()
    {
        var sizes = new List<int>();
        for (var month = 0; month < 34; month++)
        {
            await InviteAsync(Org.Bram);
            await DeclineAsync(Org.Bram);
            await Story.LaterAsync(TimeSpan.FromDays(30.4));
            sizes.Add((await RowsAsync()).Count);
        }

        Assert.All(sizes.Skip(27), size => Assert.InRange(size, sizes[26] * 0.95, sizes[26] * 1.05));
        Assert.All(await RowsAsync(), row => Assert.True(row.At >= Clock.GetUtcNow().AddMonths(-AuditStore.MonthsKept - 1).AddDays(-2), $"{row.At}"));
    }

    private async Task<JsonNode> WhyAsync(SimPerson who) => (await Story.PressesAsync(who, _status, "Geschiedenis"))["value"]!;

    private async Task<JsonNode> OlderAsync(JsonNode card, SimPerson who)
    {
        var thread = _status.ConversationId.Split("messageid=")[1];
        var press = Story.Sim.Activities.Press(card.AsObject(), Org.Channel, thread, _status.Id, who, ShowAudit.Verb);
        return (await Story.Sim.DeliverAsync(Story.Host.Endpoint, press, Ct)).Json!["value"]!;
    }

    private static IEnumerable<string> Facts(JsonNode card) =>
        card["body"]!.AsArray().Where(part => part!["type"]!.ToString() == "Container" && part["showBorder"] is not null)
            .SelectMany(day => day!["items"]!.AsArray().Skip(1)).Select(line => line!["text"]!.ToString());

    private Task InviteAsync(SimPerson who) =>
        ChangeAsync(community => community.Invite(Role.Verbinder, By(who), By(Org.Anna), null, thirdRole: false, Clock.GetUtcNow()));

    private Task DeclineAsync(SimPerson who) =>
        ChangeAsync(community => community.Decline(Role.Verbinder, community.Roles.Verbinder.Invitation!.Number, By(who), Clock.GetUtcNow()));

    private Task AcceptAsync(SimPerson who) =>
        ChangeAsync(community => community.Accept(Role.Verbinder, community.Roles.Verbinder.Invitation!.Number, By(who), Clock.GetUtcNow()));

    private async Task ChangeAsync(Func<Community, RoleOutcome> rule)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        Assert.IsType<RoleOutcome.Changed>(await scope.ServiceProvider.GetRequiredService<RoleChanges>().ChangeAsync(Org.Tenant.Id, Org.Channel.Id, rule,
            Clock.GetUtcNow(), Ct));
    }

    private async Task<IReadOnlyList<AuditEntry>> RowsAsync()
    {
        using var scope = Story.Host.Services.CreateScope();
        var page = await scope.ServiceProvider.GetRequiredService<AuditStore>().PageAsync(Org.Tenant.Id, Org.Channel.Id, null, 900, Ct);
        return [.. page.Entries.Select(read => read.Entry)];
    }

    private static Person By(SimPerson who) => new(who.AadObjectId, who.Address, who.Name);
}
