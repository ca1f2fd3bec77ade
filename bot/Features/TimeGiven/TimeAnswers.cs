using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>Whether roles get the time that was agreed: the answers stand in the community itself, the last few of each role.</summary>
internal sealed class TimeAnswers(CommunityStore communities)
{
    /// <summary>The monthly question; its subject is the channel.</summary>
    public const string AskJob = "time.ask";

    /// <summary>Tells the leads that time falls short; its subject is the channel and the month.</summary>
    public const string ShortJob = "time.short";

    /// <summary>Whoever pressed by mistake presses the other button before anybody hears of it.</summary>
    private static readonly TimeSpan Regret = TimeSpan.FromHours(1);

    /// <summary>The line of the next question.</summary>
    public static DueItem NextLine(Community community, DateTimeOffset now) =>
        new(community.TenantId, AskJob, community.ChannelId, TimePlan.NextAfter(community, now, []));

    /// <summary>Somebody answers for the roles that they hold; what they answered for that month before is replaced.</summary>
    /// <returns>False when they hold no role any more, or when too many others changed the community at the same moment.</returns>
    public async ValueTask<bool> AnswerAsync(Community community, string personId, DateOnly month, TimeAnswer answer, DateTimeOffset at, CancellationToken ct)
    {
        return await communities.DecideAsync(community.TenantId, community.ChannelId, RulingOn, ct) is { Holds: true, Told: true };

        Ruling<bool> RulingOn(Community before)
        {
            if (before.HeldBy(personId).Count == 0) return new(false);
            var after = before.AnswerTime(personId, month, answer);
            var isShort = after != before && after.IsTimeShortIn(month);
            return new(true, after) { Due = isShort ? [new(after.TenantId, ShortJob, Key.Join(after.ChannelId, Written(month)), at + Regret)] : [] };
        }
    }

    /// <summary>A month as it stands in keys and on buttons.</summary>
    public static string Written(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Null for what is no month.</summary>
    public static DateOnly? Read(string? written) =>
        DateOnly.TryParseExact(written, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
