using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>What the ledger forgets, and what it must not (B3 row 26).</summary>
public sealed class LedgerRetentionTests() : StoryTests("2026-10-19T09:00:00Z")
{
    private const string Week = "week";

    /// <summary>A Monday, after the hour of the nudges.</summary>

    private string Tenant => Org.Tenant.Id;

    private ITable Table => Story.Host.Services.GetRequiredService<ITable>();

    [Fact]
    public async Task Over_three_years_of_nudges_and_questions_the_ledger_stays_as_large()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        for (var number = 0; number < 3; number++) await Story.RegistersAsync(Org.Anna, Story.Sim.Org.AddChannel(Org.Team, $"Kanaal {number}"),
            $"Lezers {number}");
        var sizes = new List<int>();
        for (var week = 0; week < 3 * 52; week++)
        {
            await ChangeRoleAsync(community => community.Invite(Role.Verbinder, By(Org.Bram), By(Org.Anna), null, thirdRole: false, Clock.GetUtcNow()));
            await Story.SettleAsync();
            await ChangeRoleAsync(community => community.Decline(Role.Verbinder, community.Roles.Verbinder.Invitation!.Number, By(Org.Bram),
                Clock.GetUtcNow()));
            await Story.LaterAsync(TimeSpan.FromDays(7));
            sizes.Add((await RowsAsync()).Count);
        }

        var later = sizes.Skip(60).ToList();
        var full = later.Average();
        Assert.True(full > 200, $"Only {full} rows.");
        Assert.All(later, size => Assert.InRange(size, full * 0.95, full * 1.05));
        // The log of a community tells of a whole year.
        var year = await Story.Host.Services.GetRequiredService<ILedger>().ReadAsync(Tenant, ["nudge", Org.Channel.Id], 100, null, Ct);
        Assert.InRange(year.Lines.Count, 52, 58);
    }

    [Fact]
    public async Task What_is_final_and_old_goes_and_nothing_else()
    {
        await PutAsync(("post", "old"), PostState.Sent, days: 36);
        await PutAsync(("post", "young"), PostState.Sent, days: 34);
        await PutAsync(("post", "refused"), PostState.Refused, days: 400);
        foreach (var state in new[] { PostState.Intended, PostState.Waiting, PostState.Unknown }) await PutAsync(("post", state.ToString()), state, days: 800);
        await PutAsync((Week, "old"), PostState.Sent, days: 398);
        await PutAsync((Week, "skipped"), PostState.Skipped, days: 398);
        await PutAsync((Week, "young"), PostState.Sent, days: 390);
        await PutAsync((Week, "unknown"), PostState.Unknown, days: 800);
        await Table.InsertAsync(Ledger.FenceOf(Tenant), """{"v":1,"state":"Idle","id":"x","epoch":1,"at":"2020-01-01T00:00:00+00:00","places":{}}""", Ct);

        var plan = await SweepAsync();

        Assert.Equal(["post|Intended", "post|Unknown", "post|Waiting", "post|young", "week|unknown", "week|young"], await RowsAsync());
        Assert.NotNull(await Table.FindAsync(Ledger.FenceOf(Tenant), Ct));
        Assert.Equal(LedgerRetention.NextLine(Tenant, Clock.GetUtcNow()), Assert.Single(plan.Later));
    }

    [Fact]
    public async Task Many_rows_go_page_by_page_and_an_empty_ledger_plans_nothing()
    {
        for (var number = 0; number < 2_300; number++) await PutAsync(("post", $"{number}"), PostState.Sent, days: 40);

        var plan = await SweepAsync();

        Assert.Empty(await RowsAsync());
        Assert.Empty(plan.Later);
    }

    [Fact]
    public async Task What_a_line_may_have_said_that_is_still_to_be_done_stays()
    {
        await PutAsync(("post", "before"), PostState.Sent, days: 50);
        await PutAsync(("post", "since"), PostState.Sent, days: 45);
        await Story.Host.Services.GetRequiredService<Agenda>().PlanAsync(new(Tenant, RoleChanges.NewsJob, "x", Clock.GetUtcNow().AddDays(-46)), Ct);

        await SweepAsync();

        Assert.Equal(["post|since"], await RowsAsync());
    }

    [Fact]
    public async Task What_a_line_may_have_said_that_was_given_up_stays_until_it_is_put_back_and_another_tenants_keeps_nothing()
    {
        await PutAsync(("post", "before"), PostState.Sent, days: 50);
        await PutAsync(("post", "since"), PostState.Sent, days: 45);
        await GiveUpAsync("another", days: 90);
        await GiveUpAsync(Tenant, days: 46);

        await SweepAsync();

        Assert.Equal(["post|since"], await RowsAsync());
    }

    [Theory]
    // Once a week, on the night to Sunday.
    [InlineData("2026-11-21T23:59:00Z", "2026-11-22T02:00:00Z")]
    [InlineData("2026-11-22T01:59:00Z", "2026-11-22T02:00:00Z")]
    [InlineData("2026-11-22T02:00:00Z", "2026-11-29T02:00:00Z")]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-29T02:00:00Z")]
    public void The_next_one_is_on_Sunday(string after, string at) => Assert.Equal(At(at), LedgerRetention.NextLine(Tenant, At(after)).At);

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private async Task PutAsync((string Word, string Id) row, PostState state, int days) =>
        Assert.NotNull(await Table.InsertAsync(
            new(Ledger.PartitionOf(Tenant), Key.Join(row.Word, row.Id)),
                JsonSerializer.Serialize(new(1, state, Clock.GetUtcNow().AddDays(-days)), ScheduleJson.Default.LedgerRow), Ct));

    private async Task<JobPlan> SweepAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var now = Clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<LedgerRetention>().PlanAsync(new(Tenant, LedgerRetention.Kind, "", now), now, Ct);
    }

    /// <summary>All rows but the fence, by their keys.</summary>
    private async Task<IReadOnlyList<string>> RowsAsync() =>
        [.. (await Table.QueryAsync(new(Ledger.PartitionOf(Tenant)), 1_000, null, Ct)).Entries.Select(entry => entry.Key.Row)
            .Where(row => row != Ledger.FenceOf(Tenant).Row)];

    private async Task GiveUpAsync(string tenant, int days) => await Story.Host.Services.GetRequiredService<Agenda>()
        .GiveUpAsync(due: null, new(1, new(tenant, RoleChanges.NewsJob, "x", Clock.GetUtcNow().AddDays(-days)), Clock.GetUtcNow().AddDays(-days)), Ct);

    private async Task ChangeRoleAsync(Func<Community, RoleOutcome> rule)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        Assert.IsType<RoleOutcome.Changed>(await scope.ServiceProvider.GetRequiredService<RoleChanges>().ChangeAsync(Tenant, Org.Channel.Id, rule,
            Clock.GetUtcNow(), Ct));
    }

    private static Person By(SimPerson who) => new(who.AadObjectId, who.Address, who.Name);
}
