using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.StaffCap;

/// <summary>Counts the colleagues of a community, from Teams' roster and from what they said.</summary>
internal sealed class StaffLook(Colleagues colleagues, StaffStore staff, ContributionStore contributions, CommunityAccess places)
{
    /// <summary>Null when Teams does not tell everybody: half a roster would be a wrong number.</summary>
    public async ValueTask<Staffing?> AtAsync(Community community, bool fresh, DateTimeOffset now, CancellationToken ct)
    {
        if (await colleagues.AllAsync(community.TenantId, community.Address, fresh, int.MaxValue, ct) is not { IsComplete: true } list) return null;
        var observers = (await staff.ObserversAsync(community, ct)).Select(observer => observer.Who.Id).ToHashSet();
        var said = await contributions.ListAsync(community.TenantId, community.ChannelId, ct);
        return Staffing.Of(community, list.Members.Where(member => member.Person.Name.Length > 0).Select(member => member.Person), observers, said, now);
    }

    /// <summary>What a button on the card is about.</summary>
    /// <exception cref="UserErrorException">The card stands where others look on, who presses does not lead the community, or Teams does not
    /// answer.</exception>
    internal async ValueTask<(Community Community, Staffing Staffing, Person? Chosen)> ForAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs) throw new UserErrorException(StaffTexts.OnlyInOurChat);
        var (community, _) = await places.GetAsync(turn, turn.Press?.Data.GetValueOrDefault(StaffCard.ChannelKey) ?? "", Audience.Lead, ct);
        var staffing = await AtAsync(community, fresh: true, turn.At, ct) ?? throw new UserErrorException(StaffTexts.CannotLook);
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(StaffAnswer.Person), "") ?? "";
        // Whatever the client sends: only somebody for whom it is unclear now.
        return (community, staffing, staffing.Unclear.FirstOrDefault(person => person.Id == wanted));
    }
}
