using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.GivenUp;

/// <summary>Tells the administrators that work was given up: one card a day, and none when somebody put it back meanwhile.</summary>
internal sealed class TellGivenUp(GivenUpStore store, IGivenUp givenUp, JobTable jobs, AdministratorStore administrators, CommunityStore communities,
    Letter letter) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var work = await givenUp.ReadAsync(item.TenantId, ct);
        if (work.Items.Count == 0 || await communities.AnyAsync(item.TenantId, ct) is not { } near) return JobPlan.Nothing;
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        if (await store.ToldAsync(item.TenantId, ct) >= today) return JobPlan.Again(GivenUpStore.NextMorning(item.TenantId, now));

        // Written first: rather no card on a day than two.
        await store.TellAsync(item.TenantId, today, ct);
        var posts = new List<Post>();
        foreach (var administrator in (await administrators.ReadAsync(item.TenantId, ct)).All.Where(one => one.Who.Address.Length > 0))
            posts.Add(await PostAsync(item, administrator.Who, near, work, ct));
        return JobPlan.Of(posts);
    }

    private ValueTask<Post> PostAsync(DueItem item, Person who, Community near, GivenUpWork work, CancellationToken ct) =>
        letter.ToAsync(near, who, Key.Join(GivenUpStore.TellJob, item.Subject, who.Id), () => LetterText.Of(GivenUpCard.News(GivenUpView.Of(work, jobs))), ct);
}
