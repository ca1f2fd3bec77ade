using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Features.Contributions;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>
/// A right is taken away while its holder's press is under way, after it was looked at and before anything was stored: the press does not count.
/// </summary>
public sealed class RightsAttacks : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly string[] Refusals = ["Je leidt deze community niet meer", "Alleen wie deze community leidt", "heeft de gegevens gewijzigd"];

    private readonly Village _village;
    private InterruptedTable _table = null!;

    public RightsAttacks() => _village = new()
    {
        More = services => services.AddSingleton<ITable>(provider => _table = new(new SqliteTable(provider.GetRequiredService<SqliteFile>()))),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Story Story => _village.Story;

    private SimSample Org => _village.Org;

    /// <summary>Every button that changes something of a community as a lead, wherever it is stored; Anna leads it, and Dina may as an administrator.</summary>
    public static TheoryData<string, string> OfLeads =>
    [
        .. from verb in (string[])
            [
                "community.save", "community.unregister", "community.restore", "language.choose", "role.assign", "role.withdraw", "role.release.sure",
                "why.save", "target.save", "target.remove", "target.without.save", "call.post", "call.close", "activity.remove", "activity.save",
                    "activity.count", "nudge.save", "nudge.pause", "nudge.resume",
                "nudge.send", "milestone.choose", "example.decide", "example.save", "staff.observe", "staff.fine", "staff.role",
            ]
           from who in (string[])["Anna", "Dina"]
           select (verb, who),
    ];

    public ValueTask InitializeAsync() => _village.InitializeAsync();

    public ValueTask DisposeAsync() => _village.DisposeAsync();

    [Theory, MemberData(nameof(OfLeads))]
    public async Task A_press_of_somebody_who_leads_no_more_when_it_is_stored_changes_nothing(string verb, string who)
    {
        await PrepareAsync(verb);
        var after = "";
        Interrupt(who, async () =>
        {
            await (who == "Anna" ? DeposeLeadAsync() : DeposeAdministratorAsync());
            after = Rows();
        });

        var answer = await PressAsync(verb, _village.Find(who));

        Assert.True(_table.IsOver);
        Assert.Equal(after, Rows());
        Assert.Contains(Refusals, refusal => (answer.Words() + answer).Contains(refusal, StringComparison.Ordinal));
    }

    /// <summary>Were it refused to everybody, the suite would prove nothing.</summary>
    [Theory, MemberData(nameof(OfLeads))]
    public async Task And_of_somebody_who_still_does_it_counts(string verb, string who)
    {
        await PrepareAsync(verb);
        var before = Rows();

        await PressAsync(verb, _village.Find(who));

        Assert.NotEqual(before, Rows());
    }

    [Theory]
    [InlineData("quiet.add")]
    [InlineData("quiet.clear")]
    [InlineData("admins.name")]
    public async Task A_press_of_somebody_who_administers_no_more_when_it_is_stored_changes_nothing(string verb)
    {
        if (verb == "quiet.clear") await PressAsync("quiet.add", Org.Dina);
        var after = "";
        Interrupt("Dina", async () =>
        {
            await DeposeAdministratorAsync();
            after = Rows();
        });

        await PressAsync(verb, Org.Dina);

        Assert.True(_table.IsOver);
        Assert.Equal(after, Rows());
    }

    [Theory]
    [InlineData("quiet.add")]
    [InlineData("admins.name")]
    public async Task And_of_an_administrator_it_counts(string verb)
    {
        var before = Rows();

        await PressAsync(verb, Org.Dina);

        Assert.NotEqual(before, Rows());
    }

    [Fact]
    public async Task What_a_lead_did_to_others_they_take_back_as_a_lead_alone()
    {
        await Story.HoldsAsync(Org.Bram, Role.Verbinder);
        await Story.HoldsAsync(Org.Chris, Role.Bouwer);
        // Their own yes to the other role can no longer be taken back.
        await Story.LaterAsync(TimeSpan.FromHours(25));
        var asked = await Story.AsksAsync(Org.Chris, Org.Channel, "loslaten verbinder");
        var released = await Story.PressesAsync(Org.Chris, asked, "role.release.sure");
        await Story.ChangesAsync(null, community => community.Release(Role.Bouwer, RoleSteps.Of(Org.Anna), _village.Clock.GetUtcNow()));

        var refused = await Story.PressesOnAsync(Org.Chris, asked, released, "role.undo");

        Assert.Contains("Je leidt deze community niet meer", refused["value"]!.Words() + refused, StringComparison.Ordinal);
        Assert.Null((await CommunityAsync()).Roles.Verbinder.Holder);
    }

    [Fact]
    public async Task What_they_said_of_themself_they_take_back_without_leading()
    {
        await Story.HoldsAsync(Org.Chris, Role.Aanjager);
        var asked = await Story.AsksAsync(Org.Chris, Org.Channel, "loslaten aanjager");
        await Story.PressesOnAsync(Org.Chris, asked, await Story.PressesAsync(Org.Chris, asked, "role.release.sure"), "role.undo");
        Assert.Equal(Org.Chris.AadObjectId, (await CommunityAsync()).Roles.Aanjager.Holder?.Id);
    }

    [Fact]
    public async Task Who_leads_no_more_gets_no_list_that_they_asked_for_as_a_lead()
    {
        _table.After(key => key.Row.StartsWith("question", StringComparison.Ordinal), reads: 1, DeposeLeadAsync);

        await Story.SaysAsync(Org.Anna, Org.Channel, "bijdragen");
        await Story.SettleAsync();

        Assert.True(_table.IsOver);
        Assert.DoesNotContain(await Story.PersonalPostsAsync(Org.Anna), post => post.Card!.Words().Contains("bevestigd", StringComparison.Ordinal));
    }

    /// <summary>After the right was looked at: the community was read for it, or the list of administrators.</summary>
    private void Interrupt(string who, Func<Task> deed)
    {
        Key community = new(TurnClaim.PartitionOf(Org.Tenant.Id, Org.Channel.Id), "community");
        Key administrators = new(Key.Join("tenant", Org.Tenant.Id), "administrators");
        if (who == "Anna") _table.After(key => key == community, reads: 2, deed);
        else _table.After(key => key == administrators, reads: 1, deed);
    }

    private async Task<JsonNode> PressAsync(string verb, SimPerson who)
    {
        await Story.SettleAsync();
        var press = await _village.PressAsync(verb, who, _village.PlaceOf(VerbTable.All[verb].Spot, who), facts: FactsOf(verb));
        if (verb is "staff.observe" or "staff.role") press["value"]!["action"]!["data"]!["Person"] = Org.Chris.AadObjectId;
        if (verb == "staff.role") press["value"]!["action"]!["data"]!["Role"] = "Bouwer";
        return (await _village.SendAsync(press))!["value"]!;
    }

    /// <summary>Where something must be there first, the button is about that.</summary>
    private Dictionary<string, string>? FactsOf(string verb) => verb switch
    {
        "activity.save" => new() { ["channel"] = Org.Channel.Id, ["day"] = "2026-11-23", ["activity"] = "1", ["revision"] = "1" },
        "target.remove" => new() { ["target"] = "1", ["revision"] = "1" },
        "role.withdraw" or "role.release.sure" => new() { ["role"] = "Bouwer", ["number"] = "1" },
        _ => null,
    };

    private async Task PrepareAsync(string verb)
    {
        var (bram, now) = (RoleSteps.Of(Org.Bram), _village.Clock.GetUtcNow());
        switch (verb)
        {
            case "community.restore":
                await UseAsync<CommunityStore>(communities => communities.ChangeAsync(Org.Tenant.Id, Org.Channel.Id, it => it with { UnregisteredAt = now },
                    Ct));
                break;
            case "target.remove":
                await UseAsync<CommunityStore>(communities => communities.ChangeAsync(Org.Tenant.Id, Org.Channel.Id, it => ((TargetOutcome.Changed)it.SetTarget(
                    "1", new(TargetMetric.Members, "", 8, 40, new(2027, 9, 1), Owner: null), RoleSteps.Of(Org.Anna), now)).After, Ct));
                break;
            case "role.withdraw":
                await Story.ChangesAsync(null, it => it.Invite(Role.Bouwer, bram, RoleSteps.Of(Org.Anna), until: null, thirdRole: false, now));
                break;
            case "role.release.sure": await Story.HoldsAsync(Org.Bram, Role.Bouwer); break;
            case "nudge.resume":
                await UseAsync<CommunityStore>(communities => communities.ChangeAsync(Org.Tenant.Id, Org.Channel.Id, it => it.Paused(new(2026, 12, 24), now),
                    Ct));
                break;
            case "call.close":
                var community = await CommunityAsync();
                await UseAsync<CallStore>(calls => calls.SaveAsync(community, null, new() { Number = 1, Roles = [Role.Bouwer], By = bram, At = now }, Ct));
                break;
            case "activity.remove" or "activity.save" or "activity.count":
                var place = await CommunityAsync();
                await UseAsync<ActivityStore>(activities => activities.AddAsync(place, new() { Id = "1", Title = "Voorlezen", Day = Day, By = bram, At = now },
                    Ct));
                break;
            case "milestone.choose":
                var reviewed = await CommunityAsync();
                await UseAsync<MilestoneStore>(milestones => milestones.SaveAsync(
                    reviewed, new(MilestoneState.Empty, null), MilestoneState.Empty.With(new(MilestonePlan.Last, Day, now, now)), Ct));
                break;
            case "example.decide" or "example.save":
                await UseAsync<ExampleStore>(async examples =>
                {
                    await examples.AddAsync(new(1, "1", Org.Tenant.Id, Org.Channel.Id, "Lezers", IsOpen: true, "Voorlezen", "Wij lazen voor.", null, bram, now,
                        ExampleState.Proposed, null, null, 1), Ct);
                    return true;
                });
                break;
        }
    }

    private Task DeposeLeadAsync() => UseAsync<CommunityStore>(communities =>
        communities.ChangeAsync(Org.Tenant.Id, Org.Channel.Id, it => it with { RegistrantStoppedAt = _village.Clock.GetUtcNow() }, Ct));

    private Task DeposeAdministratorAsync() => UseAsync<AdministratorStore>(async administrators =>
    {
        await administrators.EraseAsync(Org.Tenant.Id, Org.Dina.AadObjectId, Ct);
        return true;
    });

    private async Task<Community> CommunityAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(Org.Tenant.Id, Org.Channel.Id, Ct))!.Community;
    }

    private async Task UseAsync<TService>(Func<TService, ValueTask<bool>> use)
        where TService : notnull
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        Assert.True(await use(scope.ServiceProvider.GetRequiredService<TService>()));
    }

    /// <summary>What is stored of communities, examples, messages and the organisation; a line too many in the agenda hurts nobody.</summary>
    private string Rows() => string.Join('\n', Story.Host.RowsWith("").Where(row => !row.Contains("\tturn|", StringComparison.Ordinal)
        && (row.StartsWith(Key.Join(Org.Tenant.Id, Org.Channel.Id), StringComparison.Ordinal) || row.StartsWith("examples|", StringComparison.Ordinal)
            || row.StartsWith("nudges|", StringComparison.Ordinal) || row.StartsWith("tenant|", StringComparison.Ordinal))));
}
