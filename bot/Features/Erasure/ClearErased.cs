using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Erasure;

/// <summary>
/// Some minutes after somebody was erased: a data file keeps no copy of what was deleted. SQLite overwrites deleted rows (<c>secure_delete</c>), and leaves
/// copies of rows all the same where it moved them from page to page.
/// </summary>
internal sealed class ClearErased(IErasedSpace space) : IJob
{
    /// <summary>The job; its subject is empty.</summary>
    public const string Kind = "storage.clear";

    /// <summary>By then the lines that asked for it are gone too.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    /// <summary>The same line for all who are erased within the same minute.</summary>
    public static DueItem LineOf(string tenantId, DateTimeOffset at) =>
        new(tenantId, Kind, "", new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), at.Offset) + Wait);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        await space.ClearAsync(ct);
        return JobPlan.Nothing;
    }
}
