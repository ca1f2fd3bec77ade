using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.StaffCap;

/// <summary>
/// Looks once a month whether a community has more colleagues than work by themselves, and not all know what they do. Then the verbinder, or else
/// every lead, gets one gentle card.
/// </summary>
internal sealed class CheckStaff(CommunityStore communities, StaffStore staff, StaffLook look, Rounds rounds, Leads leads, Letter letter) : IJob
{
    /// <summary>Two looks nearer to each other than this are of two lines: a community that was registered again has its old one still.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromDays(20);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, item.Subject, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        var check = await staff.CheckAsync(community, ct);
        if (check.For is { } last && last != item.At && item.At - last < Apart) return JobPlan.Nothing;

        // What a community from before there was a round lacks is planned on the way.
        await rounds.PlanAsync(community, RoundOccasion.IsLookedAt, now, ct);
        var next = item with { At = item.At + StaffStore.Month };
        var staffing = community.MayPost ? await look.AtAsync(community, fresh: true, now, ct) : null;
        var asks = false;
        // Written first: the same line run again after a crash asks the same.
        await staff.NoteAsync(community, Looked, ct);
        if (staffing is not null)
            await communities.ChangeAsync(item.TenantId, item.Subject,
                it => it with { StaffSeen = new(staffing.Colleagues, staffing.Unclear.Count, it.Today(now)) }, ct);
        return asks ? new(await AskAsync(item, community, staffing!, (await leads.ConcernedAsync(community, null, ct)).People, ct), [next])
            : JobPlan.Again(next);

        StaffCheck Looked(StaffCheck before)
        {
            asks = staffing is { AsksAttention: true } && !(staffing.Unclear.Count <= before.FineWith)
                && (before.For == item.At || !(now - before.AskedAt < Apart));
            return before with { For = item.At, AskedAt = asks ? now : before.AskedAt };
        }
    }

    /// <summary>A verbinder who cannot be reached: then the others who lead are asked.</summary>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson { Who: var missed }
            || await communities.FindAsync(item.TenantId, item.Subject, ct) is not { Community: { MayPost: true } community }
            || !missed.Is(community.Roles.Verbinder.Holder)
            || await look.AtAsync(community, fresh: false, now, ct) is not { AsksAttention: true } staffing) return JobPlan.Nothing;
        return JobPlan.Of(await AskAsync(item, community, staffing, (await leads.AllAsync(community, missed, ct)).People, ct));
    }

    private ValueTask<IReadOnlyList<Post>> AskAsync(DueItem item, Community community, Staffing staffing, IReadOnlyList<Person> whom, CancellationToken ct)
    {
        var view = StaffView.Of(community, staffing);
        return letter.ToEachAsync(community, whom, reader => item.PostId(reader.Id), _ => new(StaffCard.Render(view), StaffCard.Summary(view)), ct);
    }
}

/// <summary>Tells somebody that they were made an observer, if they still are.</summary>
internal sealed class TellObserver(CommunityStore communities, StaffStore staff, Letter letter, Colleagues colleagues) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var ids = Key.Split(item.Subject);
        if (await communities.FindAsync(item.TenantId, ids[0], ct) is not { Community: { IsRegistered: true } community }
            || await staff.FindObserverAsync(community, ids[1], ct) is not { } observer) return JobPlan.Nothing;
        return JobPlan.Of(await letter.ToAsync(
            community, observer.Who, IdOf(item, observer), () => new(StaffCard.Observer(community.ChannelId, community.Name, observer.By.Name),
                StaffCard.ObserverSummary(community.Name)), ct));
    }

    /// <summary>Whoever made them one was told that they would hear it.</summary>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        var ids = Key.Split(item.Subject);
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson { Who: var missed }
            || await communities.FindAsync(item.TenantId, ids[0], ct) is not { Community: { IsRegistered: true } community }
            || await staff.FindObserverAsync(community, ids[1], ct) is not { } observer || !missed.Is(observer.Who)) return JobPlan.Nothing;
        var next = NextPresses.In(community) with { Talk = await colleagues.ChatAsync(community, observer.Who, ct) };
        return JobPlan.Of(await letter.ToAsync(
            community, observer.By, Key.Join(IdOf(item, observer), "asker"), () => StaffCard.NotReached(observer.Who.Name, community.Name, next), ct));
    }

    private static string IdOf(DueItem item, Observer observer) =>
        Key.Join(item.Kind, item.Subject, observer.At.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
