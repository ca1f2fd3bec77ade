using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>
/// Once a week for a tenant whose ledger holds anything: what is too old to matter goes. A post of a job is kept for five weeks after it became final,
/// one of a sweep for thirteen months, so that a slice may tell of a whole year. What is not final stays, and so does everything that a line which is
/// still to be done, or was given up and may be put back, could have said already: its row is what keeps it from being said twice.
/// </summary>
internal sealed class LedgerRetention(ITable table, Agenda agenda) : IJob
{
    /// <summary>The job; its subject is empty.</summary>
    public const string Kind = "ledger.sweep";

    public const int DaysOfPosts = 35;
    public const int MonthsOfSweeps = 13;

    private static readonly TimeSpan Night = TimeSpan.FromHours(2);

    /// <summary>The line of the next Sunday night, the same whoever plans it.</summary>
    public static DueItem NextLine(string tenantId, DateTimeOffset after)
    {
        var today = new DateTimeOffset(after.UtcDateTime.Date, TimeSpan.Zero);
        var sunday = today.AddDays((7 - (int)today.DayOfWeek) % 7) + Night;
        return new(tenantId, Kind, "", sunday > after ? sunday : sunday.AddDays(7));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var unsaid = await agenda.OldestAsync(item.TenantId, Kind, ct) ?? now;
        var (posts, sweeps) = (Earlier(now.AddDays(-DaysOfPosts), unsaid), Earlier(now.AddMonths(-MonthsOfSweeps), unsaid));
        var (fence, hasFence) = (Ledger.FenceOf(item.TenantId), false);
        var left = await table.ClearAsync(new(Ledger.PartitionOf(item.TenantId)), IsOver, ct);
        return left > (hasFence ? 1 : 0) ? JobPlan.Again(NextLine(item.TenantId, now)) : JobPlan.Nothing;

        bool IsOver(Entry entry)
        {
            hasFence |= entry.Key == fence;
            return entry.Key != fence && IsFinalBefore(entry, Ledger.IsPost(entry.Key) ? posts : sweeps);
        }
    }

    private static bool IsFinalBefore(Entry entry, DateTimeOffset before) =>
        StoredJson.ReadOrSkip(entry, ScheduleJson.Default.LedgerRow) is { IsFinal: true } row && row.At < before;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
