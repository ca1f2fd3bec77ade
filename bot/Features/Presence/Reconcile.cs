using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>Every night: is everybody who matters still here? First the rosters of the channels, then what changed among the accounts.</summary>
internal sealed class Reconcile(MemberRound members, AccountRound accounts) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var subject = Key.Split(item.Subject);
        if (subject is [PresenceStore.Night])
            return JobPlan.Again(PresenceStore.NextNight(item.TenantId, now), MemberRound.LineOf(item.TenantId, new(), item.At));
        if (MemberStep.Read(subject) is { } step) return await members.RunAsync(item, step, now, ct);
        return AccountStep.Read(subject) is { } page ? await accounts.RunAsync(item, page, now, ct) : JobPlan.Nothing;
    }
}
