using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>
/// The day after a planned activity, at the community's own hour, asks whoever planned it how many came: once, ever. Whoever is gone or cannot be reached is
/// not waited for; then a lead is asked.
/// </summary>
internal sealed class AskHeads(CommunityStore communities, ActivityStore activities, QuietDayStore quiet, Leads leads, Letter letter, Colleagues colleagues)
    : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        await EndAsync(item, now, ct);
        if (await FindAsync(item, ct) is not (var community, { } activity)) return JobPlan.Nothing;
        if (activity.AskAt(community, await quiet.FindAsync(item.TenantId, ct)) is not { } moment
            || community.Today(now) > activity.Day.AddDays(CommunityActivity.DaysToAsk)) return JobPlan.Nothing;
        // The community chose another hour since it was planned, or does not want to be bothered now.
        if (now < moment) return JobPlan.Again(item with { At = moment });
        return await PostsAsync(community, activity, await IsHereAsync(community, activity.By, ct)
            ? [activity.By] : (await leads.ConcernedAsync(community, activity.By, ct)).People, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson { Who: var missed }
            || await FindAsync(item, ct) is not (var community, { } activity)) return JobPlan.Nothing;
        if (missed.Is(activity.By)) return await PostsAsync(community, activity, (await leads.ConcernedAsync(community, missed, ct)).People, ct);
        return missed.Is(community.Roles.Verbinder.Holder)
            ? await PostsAsync(community, activity, [.. (await leads.AllAsync(community, missed, ct)).People.Where(person => !person.Is(activity.By))], ct)
            : JobPlan.Nothing;
    }

    /// <summary>Whatever became of it, and whether or not anybody is asked.</summary>
    private async ValueTask EndAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var (channelId, day, id) = ActivityStore.Read(item);
        if (await communities.FindAsync(item.TenantId, channelId, ct) is { Community: var community } && community.Today(now) > day
            && await activities.FindAsync(community, day, id, ct) is { } been) await activities.EndAsync(been, ct);
    }

    private async ValueTask<(Community Community, CommunityActivity? Activity)> FindAsync(DueItem item, CancellationToken ct)
    {
        var (channelId, day, id) = ActivityStore.Read(item);
        return await communities.FindAsync(item.TenantId, channelId, ct) is { Community: { MayPost: true } community }
            && await activities.FindAsync(community, day, id, ct) is { Activity: { AsksHeads: true } activity } ? (community, activity) : default;
    }

    private async ValueTask<bool> IsHereAsync(Community community, Person person, CancellationToken ct) =>
        !person.IsAnonymous && await colleagues.LookAsync(community, person, ct) != Whereabouts.NotHere;

    /// <summary>Named by the activity and the person asked, not by the day: moved to another day it is not asked about again.</summary>
    private async ValueTask<JobPlan> PostsAsync(Community community, CommunityActivity activity, IReadOnlyList<Person> whom, CancellationToken ct) =>
        JobPlan.Of(await letter.ToEachAsync(
            community,
            whom,
            reader => Key.Join(ActivityStore.AskJob, community.ChannelId, activity.Id, reader.Id),
            reader => TextOf(HeadsQuestion.Of(community, activity, reader)),
            ct));

    private static LetterText TextOf(HeadsQuestion question) => new(ActivityCard.Question(question), ActivityCard.QuestionSummary(question));
}

/// <summary>Takes a removed activity away for good, once it cannot be brought back any more.</summary>
internal sealed class ClearActivity(CommunityStore communities, ActivityStore activities) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var (channelId, day, id) = ActivityStore.Read(item);
        if (await communities.FindAsync(item.TenantId, channelId, ct) is { Community: var community }
            && await activities.FindAsync(community, day, id, ct) is { Activity: { IsRemoved: true } activity } gone
            && !(now - activity.ChangedAt < CommunityActivity.UndoTime)) await activities.ClearAsync(gone, ct);
        return JobPlan.Nothing;
    }
}
