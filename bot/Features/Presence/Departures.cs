using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Erasure;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>What becomes of somebody's roles when they are gone, not to be found, or back.</summary>
internal sealed class Departures(RoleChanges roles, PersonIndex people, CommunityStore communities, IAgenda agenda, IPresence presence)
{
    /// <summary>
    /// Everyone whose leaving would change something here: who holds, is asked for or backs a role, who registered the community, and its sponsor.
    /// </summary>
    public static IReadOnlyList<Person> Concerned(Community community)
    {
        IEnumerable<Person?> inRoles = community.Roles.All().SelectMany(slot => new[] { slot.Holder, slot.Invitation?.Invitee, slot.Backup?.Who });
        return [.. inRoles.Append(community.Registrant).Append(community.Purpose.Sponsor?.Who).OfType<Person>().Where(person => !person.IsAnonymous)
            .DistinctBy(person => person.Id)];
    }

    /// <summary>Looks for a person in every community that knows something of them.</summary>
    /// <returns>False when somebody did not answer, so that it is worth asking again.</returns>
    public async ValueTask<bool> CheckAsync(string tenantId, string personId, DateTimeOffset now, CancellationToken ct)
    {
        var answered = true;
        foreach (var channelId in await people.ChannelsAsync(tenantId, personId, ct))
        {
            if (await communities.FindReadableAsync(tenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) continue;
            if (Concerned(community).FirstOrDefault(person => person.Id == personId) is { } person) answered &= await CheckAsync(community, person, now, ct);
            else if (await presence.LookAsync(community, new(personId, "", ""), ct) is Sighting.Gone { Reason: VacancyReason.AccountDeleted })
                await agenda.PlanAsync(PersonEraser.LineOf(tenantId, personId, now), ct);
        }
        return answered;
    }

    /// <inheritdoc cref="CheckAsync(string, string, DateTimeOffset, CancellationToken)"/>
    public async ValueTask<bool> CheckAsync(Community community, Person person, DateTimeOffset now, CancellationToken ct)
    {
        var sighting = await presence.LookAsync(community, person, ct);
        await ApplyAsync(community, person, sighting, now, ct);
        return sighting is not Sighting.Unknown;
    }

    /// <summary>
    /// Applies what was seen. Whoever was not found keeps their role, with a doubt; whoever is back loses the doubt, and gets nothing else back.
    /// </summary>
    public async ValueTask ApplyAsync(Community community, Person person, Sighting sighting, DateTimeOffset now, CancellationToken ct)
    {
        switch (sighting)
        {
            case Sighting.Gone gone:
                await roles.ChangeInJobAsync(community.TenantId, community.ChannelId, current => current.Leave(person, gone.Reason, now), now, ct);
                if (gone.Reason == VacancyReason.AccountDeleted) await agenda.PlanAsync(PersonEraser.LineOf(community.TenantId, person.Id, now), ct);
                break;
            case Sighting.Here:
                foreach (var slot in HeldBy(person, community, RiskReason.NotFound)) await DoubtAsync(community, slot.Role, person, null, now, ct);
                break;
            case Sighting.NotFound:
                foreach (var slot in HeldBy(person, community, doubt: null)) await DoubtAsync(community, slot.Role, person, RiskReason.NotFound, now, ct);
                break;
        }
    }

    private async ValueTask DoubtAsync(Community community, Role role, Person person, RiskReason? doubt, DateTimeOffset now, CancellationToken ct) =>
        await roles.ChangeInJobAsync(
            community.TenantId,
            community.ChannelId,
            current => person.Is(current.Roles[role].Holder) ? current.Doubt(role, doubt, Person.Bot, now) : new RoleOutcome.Refused(RoleRefusal.Outdated),
            now,
            ct);

    private static IEnumerable<RoleSlot> HeldBy(Person person, Community community, RiskReason? doubt) =>
        community.Roles.All().Where(slot => person.Is(slot.Holder) && slot.Doubt == doubt);
}
