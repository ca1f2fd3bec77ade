using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>What is to be done for a community at a moment. Pure; storing <see cref="After"/> comes before sending.</summary>
/// <param name="After">The state with every slot up to now dealt with.</param>
/// <param name="Send">What is to be sent, with its choice; null when nothing is.</param>
/// <param name="RanDry">All there was to say has just run out: the leads are told, once.</param>
internal sealed record NudgeDecision(NudgeState After, NudgeRecord? Send, bool RanDry)
{
    /// <summary>Whether anything is to be decided, or what was decided for a moment may still have to be sent.</summary>
    /// <param name="slot">The moment for which the sweep runs.</param>
    public static bool IsDue(Community community, NudgeState before, DateTimeOffset slot, DateTimeOffset now) =>
        community.IsRegistered && (before.PlannedFor(slot) is not null || DueMoments(community, before, now).Any());

    /// <summary>
    /// Deals with all slots that came since the last time. Each gets a record with its outcome; at most one is sent, and only within a day of its moment.
    /// Decided before and run again, as after a crash, it gives the same.
    /// </summary>
    /// <param name="content">What there is to say to this community.</param>
    /// <param name="slot">The moment for which the sweep runs.</param>
    public static NudgeDecision For(
        Community community, NudgeState before, Taste taste, IReadOnlyList<ContentItem> content, IReadOnlyList<QuietDays> quiet, DateTimeOffset slot,
            DateTimeOffset now)
    {
        var (after, dry, send) = (before, false, before.PlannedFor(slot));
        foreach (var due in DueMoments(community, before, now))
        {
            if (after.Find(due.Week.ToString()) is not null) continue;
            var record = Deal(community, after, taste, content, quiet, due, now);
            dry = record.Reason == nameof(SkipReason.NothingLeft) && after.Records is not [.., { Reason: nameof(SkipReason.NothingLeft) }];
            if (record.Outcome == NudgeOutcome.Planned) send = record;
            after = after.With(record);
        }
        after = after with { Through = now > before.Through ? now : before.Through };
        return new(after, send is { } found && now - found.At <= Rhythm.Patience ? found : null, dry);
    }

    /// <summary>
    /// A nudge that a lead sends now: it takes the place of this week's, and is the one that a look at the next one showed. Null when this week has one
    /// already, or when nothing is left to say.
    /// </summary>
    /// <param name="next">The moment of the next one; null where none comes.</param>
    public static NudgeDecision? ByHand(
        Community community, NudgeState before, Taste taste, IReadOnlyList<ContentItem> content, RhythmMoment? next, DateTimeOffset now)
    {
        if (SaidThisWeek(community, before, now)) return null;
        var week = WeekOf(community, now);
        var shown = next is null ? NudgePlan.For(community, before, taste, content, now, SeedOf(community, week))
            : Preview(community, before, taste, content, next);
        if (shown is not { } choice) return null;
        var record = new NudgeRecord(week, now, NudgeOutcome.Planned, choice);
        return new(before.With(record), record, RanDry: false);
    }

    /// <summary>What the next nudge would be, as far as it can be known now.</summary>
    public static NudgeChoice? Preview(Community community, NudgeState state, Taste taste, IReadOnlyList<ContentItem> content, RhythmMoment slot) =>
        NudgePlan.For(community, state, taste, content, slot.At, SeedOf(community, slot.Week.ToString()));

    /// <summary>Whether the channel got its nudge of this week, or is about to.</summary>
    public static bool SaidThisWeek(Community community, NudgeState state, DateTimeOffset now) =>
        state.Find(WeekOf(community, now))?.IsSaid == true;

    /// <summary>Chance that is the same for everyone who asks: other for each place and each occasion.</summary>
    public static int SeedOf(string tenantId, string channelId, string occasion) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId}|{channelId}|{occasion}")));

    private static int SeedOf(Community community, string week) => SeedOf(community.TenantId, community.ChannelId, week);

    private static string WeekOf(Community community, DateTimeOffset now) => IsoWeek.Of(community.Today(now)).ToString();

    private static IEnumerable<RhythmMoment> DueMoments(Community community, NudgeState before, DateTimeOffset now)
    {
        var through = before.Through > community.NudgedFrom ? before.Through : community.NudgedFrom;
        // A clock that was set wrong, or a bot that slept for years, must not count forever.
        var from = through > now.AddDays(-366) ? through : now.AddDays(-366);
        return community.Rhythm.MomentsAfter(from, community.TimeZone).TakeWhile(slot => slot.At <= now);
    }

    private static NudgeRecord Deal(
        Community community, NudgeState state, Taste taste, IReadOnlyList<ContentItem> content, IReadOnlyList<QuietDays> quiet, RhythmMoment slot,
            DateTimeOffset now)
    {
        var week = slot.Week.ToString();
        var why = community.Rhythm.WhyNot(slot, quiet) ?? community.WhyNoPosts ?? (slot.IsTooLate(now) ? SkipReason.TooLate : null);
        if (why is { } reason) return new(week, slot.At, NudgeOutcome.Skipped, Reason: reason.ToString());
        return NudgePlan.For(community, state, taste, content, slot.At, SeedOf(community, week)) is { } choice
            ? new(week, slot.At, NudgeOutcome.Planned, choice)
            : new(week, slot.At, NudgeOutcome.Skipped, Reason: nameof(SkipReason.NothingLeft));
    }
}
