using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Presence;

/// <summary>
/// The external members of a multi-tenant organisation have <c>#EXT#</c> in their sign-in name, as guests do, and are colleagues: where accounts can be
/// asked (level 2) they do what colleagues do.
/// </summary>
public sealed class ExternalMembersStory
{
    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    [InlineData(0, false)]
    public async Task They_share_are_asked_and_are_listed_as_far_as_the_level_knows(int level, bool isColleague)
    {
        await using var night = await PresenceScene.StartAsync(level);
        night.Org.Bram.IsExternalMember = true;

        var shared = await night.Story.AsksAsync(night.Org.Bram, night.Org.Channel, "deel");
        Assert.Equal(isColleague, shared.Card is not null);

        var roles = await night.Story.AsksAsync(night.Org.Anna, night.Org.Channel, "rollen");
        var form = (await night.Story.PressesAsync(night.Org.Anna, roles, "Kies een verbinder"))["value"]!;
        Assert.Equal(isColleague, form.Words().Contains("Bram Testman", StringComparison.Ordinal));
    }

    [Fact]
    public async Task They_keep_their_role_in_the_night()
    {
        await using var night = await PresenceScene.StartAsync(2);
        await night.TakesAsync(night.Org.Bram, Role.Verbinder);
        night.Org.Bram.IsExternalMember = true;

        await night.PassAsync();

        Assert.Equal(night.Org.Bram.AadObjectId, (await night.SlotAsync(Role.Verbinder)).Holder?.Id);
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("stranger")]
    [InlineData("graph is silent")]
    public async Task Guests_and_people_of_another_organisation_stay_what_they_are_and_silence_widens_nothing(string who)
    {
        await using var night = await PresenceScene.StartAsync(2);
        var (org, sim) = (night.Org, night.Story.Sim);
        if (who == "stranger") org.Team.Roster.Add(org.Stranger);
        if (who == "graph is silent") (org.Bram.IsExternalMember, _) = (true, sim.Faults.Always(Fault.Error(503), new FaultScope(SimOperation.GraphUser)));
        var person = who == "guest" ? org.Guest : who == "stranger" ? org.Stranger : org.Bram;

        var shared = await night.Story.AsksAsync(person, org.Channel, "deel");

        Assert.Null(shared.Card);
    }
}
