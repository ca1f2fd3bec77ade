using System.Globalization;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>A line of the agenda.</summary>
/// <param name="Kind">Which job, by its word in <c>Routes</c> (<c>role.invitation</c>). Stored, so it never changes.</param>
/// <param name="Subject">What it is about, as the job understands it; ids joined with <see cref="Storage.Key.Join"/>.</param>
/// <param name="At">When it is due.</param>
public sealed record DueItem(string TenantId, string Kind, string Subject, DateTimeOffset At)
{
    /// <summary>Names a post of this line: the same whenever the line runs again, another for a later line about the same.</summary>
    /// <param name="which">Distinguishes the posts of one line.</param>
    public string PostId(string which) => Key.Join(Kind, Subject, At.UtcTicks.ToString(CultureInfo.InvariantCulture), which);
}
