using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>Asks those with a role, once a month and each in their own chat, whether they got the time that was agreed.</summary>
/// <remarks>Whoever cannot be reached is not asked elsewhere: nobody else is to see the question.</remarks>
internal sealed class AskTime(CommunityStore communities, ContributionStore contributions, QuietDayStore quiet, Letter letter, Colleagues colleagues)
    : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, item.Subject, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        var days = await quiet.FindAsync(item.TenantId, ct);
        var month = TimePlan.MonthOf(community.Today(now));
        // A line of an earlier rhythm, or one that the bot slept through: at the next moment that there is.
        if (!TimePlan.MomentsOf(community, month, days).Any(slot => slot.IsNow(now)))
            return JobPlan.Again(item with { At = TimePlan.NextAfter(community, now, days) });

        var posts = new List<Post>();
        var asked = await colleagues.StayedAsync(community, TimePlan.AskedIn(community, now), ct);
        foreach (var person in asked) posts.Add(await PostAsync(community, person, month, ct));
        return new(posts, [item with { At = TimePlan.FirstOf(community, month.AddMonths(1), days) }]);
    }

    /// <summary>Named by the month, not by the line: two lines ask once.</summary>
    private async ValueTask<Post> PostAsync(Community community, Person person, DateOnly month, CancellationToken ct)
    {
        var said = await contributions.FindAsync(community.TenantId, community.ChannelId, person.Id, ct);
        TimeView view = new(community.ChannelId, community.Name, community.HeldBy(person.Id), month, said?.Contribution.Hours);
        var id = Key.Join(TimeAnswers.AskJob, community.ChannelId, person.Id, TimeAnswers.Written(month));
        return await letter.ToAsync(community, person, id, () => new(TimeCard.Question(view), TimeCard.Summary(view)), ct);
    }
}

/// <summary>Tells the leads, and nobody else, that time fell short twice in a row: with numbers, without names.</summary>
internal sealed class TellTimeShort(CommunityStore communities, Leads leads) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, var written] || TimeAnswers.Read(written) is not { } month
            || await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { MayPost: true } community }
            || !community.IsTimeShortIn(month)) return JobPlan.Nothing;

        var view = new TimeShortView(community.Name, [.. new[] { month.AddMonths(-1), month }.Select(one => new MonthOfTime(one, community.TimeIn(one)))],
            NextPresses.In(community));
        var found = await leads.AllAsync(community, null, ct);
        return await leads.TellAsync(
            item, community, found, lead => Key.Join(item.Kind, item.Subject, lead.Id), () => new(TimeCard.Short(view), TimeCard.ShortSummary(view)), now, ct);
    }
}
