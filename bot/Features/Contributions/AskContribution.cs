using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>
/// Asks somebody personally for their contribution: after they took a role, and when what they confirmed has run out. What was written for other roles is
/// put away first. Whoever cannot be reached is not asked in front of others: <c>/community me</c> says what waits.
/// </summary>
internal sealed class AskContribution(CommunityStore communities, ContributionStore contributions, Letter letter, Colleagues colleagues) : IJob
{
    private const int Tries = 20;

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var ids = Key.Split(item.Subject);
        if (await SettleAsync(item.TenantId, ids[0], ids[1], now, ct) is not (var community, var stored, var state)) return JobPlan.Nothing;
        var holds = community.HeldBy(ids[1]);
        if (!Contribution.MustAsk(state, holds) || WhoIs(community, stored, ids[1]) is not { } person) return JobPlan.Nothing;
        // Somebody who has left is asked for nothing; whoever clears up after them knows it from elsewhere.
        if (await colleagues.LookAsync(community, person, ct) == Whereabouts.NotHere) return JobPlan.Nothing;

        var said = state is ContributionState.Expired or ContributionState.Ended ? stored!.Contribution : null;
        var question = new ContributionQuestion(community.ChannelId, community.Name, holds, state, said);
        var id = IdOf(community, person, stored?.Contribution, state);
        return JobPlan.Of(await letter.ToAsync(community, person, id, () => new(ContributionCard.Question(question), ContributionCard.QuestionTitle(question)),
            ct));
    }

    /// <summary>
    /// What was written for other roles is put away, and the community counts on what is left. The community is read first and written under its ETag: who
    /// confirms their contribution meanwhile changes it too, and then all is looked at again.
    /// </summary>
    private async ValueTask<(Community Community, StoredContribution? Said, ContributionState State)?> SettleAsync(
        string tenantId, string channelId, string personId, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await communities.FindAgainAsync(tenantId, channelId, ct) is not { Community: { MayPost: true } community } before) return null;
            var stored = await contributions.FindAsync(tenantId, channelId, personId, ct);
            var state = Contribution.StateOf(stored?.Contribution, community.HeldBy(personId), now, community.Today(now));
            var after = community.WithContribution(personId, stored?.Contribution, now);
            var isDone = state == ContributionState.RolesChanged
                ? await contributions.PutAwayAsync(community, stored!, now, ct)
                : after == community || await communities.SaveAsync(before, after, ct);
            if (isDone) return (community, stored, state);
        }
        throw new InvalidOperationException("Others changed a contribution again and again.");
    }

    /// <summary>Named by what calls for the question, not by the line: two lines that come due together ask once.</summary>
    private static string IdOf(Community community, Person person, Contribution? said, ContributionState state)
    {
        var cause = state is ContributionState.Expired or ContributionState.Ended
            ? said!.ConfirmedAt.UtcTicks
            : community.Roles.All().Where(slot => person.Is(slot.Holder)).Max(slot => slot.Since)?.UtcTicks ?? 0;
        return Key.Join(ContributionStore.AskJob, community.ChannelId, person.Id, state.ToString(), cause.ToString(CultureInfo.InvariantCulture));
    }

    private static Person? WhoIs(Community community, StoredContribution? stored, string personId) =>
        community.Holders().FirstOrDefault(holder => holder.Id == personId) ?? stored?.Contribution.Who;
}
