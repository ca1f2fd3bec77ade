using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Several people change the roles of one community at the same moment: each change is applied or refused by rule, and none is lost.</summary>
public sealed class RolesAtOnceStory : StoryTests
{
    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
    }

    [Fact]
    public async Task Of_thirty_two_assignments_at_once_one_for_each_role_is_applied_and_none_is_lost()
    {
        SimPerson[] people = [Org.Bram, Org.Chris, Org.Dina];
        string[] roles = ["bouwer", "verbinder", "aanjager"];
        var said = Enumerable.Range(0, 32).Select(n => Mentioning(Org.Anna, $"rol {roles[n % 3]} @Collega", people[n / 3 % 3]));

        var deliveries = await Task.WhenAll(said.Select(message => Story.Sim.DeliverAsync(Story.Host.Endpoint, message, Ct)));

        Assert.All(deliveries, delivery => Assert.Equal(HttpStatusCode.OK, delivery.Status));
        Assert.All((await CommunityAsync()).Roles.All(), slot => Assert.Equal((1, true), (slot.Revision, slot.Invitation is not null)));
        Assert.Equal([RoleDeed.Invited, RoleDeed.Invited, RoleDeed.Invited], await AuditAsync());
    }

    [Fact]
    public async Task Two_leads_who_release_each_other_never_leave_the_community_without_one()
    {
        await HoldsAsync("bouwer", Org.Bram);
        await HoldsAsync("verbinder", Org.Chris);
        await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "rollen"), "role.stop");

        var (one, other) = (await Story.AsksAsync(Org.Bram, Org.Channel, "loslaten verbinder"),
            await Story.AsksAsync(Org.Chris, Org.Channel, "loslaten bouwer"));

        await Task.WhenAll(Story.PressesAsync(Org.Bram, one, "role.release.sure"), Story.PressesAsync(Org.Chris, other, "role.release.sure"));

        Assert.Single((await CommunityAsync()).Leads());
    }

    [Fact]
    public async Task Withdrawn_and_accepted_at_once_is_one_of_the_two()
    {
        var question = await AskedAsync("verbinder", Org.Bram);
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");

        await Task.WhenAll(Story.PressesAsync(Org.Anna, roles, "role.withdraw"), Story.PressesAsync(Org.Bram, question, "role.accept"),
            Story.PressesAsync(Org.Bram, question, "role.accept"));

        var slot = (await CommunityAsync()).Roles.Verbinder;
        Assert.Null(slot.Invitation);
        Assert.Equal(2, slot.Revision);
        Assert.Equal(2, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task A_guest_or_somebody_of_elsewhere_is_not_asked()
    {
        Org.Channel.Roster.Add(Org.Stranger);
        var before = Story.Host.Fingerprint();

        foreach (var (who, why) in new[] { (Org.Guest, "te gast"), (Org.Stranger, "te gast") })
            Assert.Contains(why, Assert.Single(await Story.SendAsync(Mentioning(Org.Anna, "rol bouwer @Iemand", who))).Text, StringComparison.Ordinal);

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task Names_that_are_shared_are_told_apart_and_markup_in_a_name_is_text()
    {
        var twin = Story.Sim.Org.AddPerson(Org.Tenant, "Bram  Testman");
        twin.Name = "Bram Testman";
        var odd = Story.Sim.Org.AddPerson(Org.Tenant, "Odd Proef");
        odd.Name = "[Klik](https://voorbeeld.example) <at>iedereen</at>";
        Org.Team.Roster.Add(twin, odd);
        var roles = await Story.AsksAsync(Org.Anna, Org.Channel, "rollen");

        var form = (await Story.PressesAsync(Org.Anna, roles, "Kies een bouwer"))["value"]!;

        var choices = form["body"]!.AsArray().Single(input => (string?)input!["id"] == "Person")!["choices"]!.AsArray()
            .Select(choice => (string)choice!["title"]!).ToList();
        Assert.Equal(choices.Count, choices.Distinct().Count());
        Assert.Equal(2, choices.Count(title => title.StartsWith("Bram Testman (", StringComparison.Ordinal)));
        Assert.DoesNotContain(choices, title => title.Contains("Gast", StringComparison.Ordinal));
        await SayAsync(odd, "status");
        await HoldsAsync("bouwer", odd);
        (await Story.AsksAsync(Org.Dina, Org.Channel, "status")).Card.SaysNothingOf("<at>iedereen</at>");
    }

    private async Task<Community> CommunityAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(Org.Tenant.Id, Org.Channel.Id, Ct))!.Community;
    }

    private async Task<IReadOnlyList<RoleDeed>> AuditAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var page = await scope.ServiceProvider.GetRequiredService<AuditStore>().PageAsync(Org.Tenant.Id, Org.Channel.Id, after: null, 90, Ct);
        return [.. page.Entries.Select(read => read.Entry.Deed)];
    }

    private async Task SayAsync(SimPerson who, string text) =>
        await Story.Sim.DeliverAsync(Story.Host.Endpoint, Story.Sim.Activities.Message(Org.Channel, who, text), Ct);

    private async Task<SimPost> AskedAsync(string role, SimPerson who)
    {
        await Story.SendAsync(Mentioning(Org.Anna, $"rol {role} @Collega", who));
        return (await Story.PersonalPostsAsync(who))[^1];
    }

    private async Task HoldsAsync(string role, SimPerson who)
    {
        await Story.PressesAsync(who, await AskedAsync(role, who), "role.accept");
        await Story.SettleAsync();
    }

    /// <summary>A message to the bot that mentions somebody else as well; Teams tells their address and no object id.</summary>
    private JsonObject Mentioning(SimPerson from, string text, SimPerson who)
    {
        var message = Story.Sim.Activities.Message(Org.Channel, from, text);
        message["entities"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>Collega</at>",
            ["mentioned"] = new JsonObject { ["id"] = who.Address, ["name"] = who.Name },
        });
        return message;
    }
}
