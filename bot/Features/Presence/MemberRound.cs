using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// A night's round over the communities of a tenant, a few at a time: who of those that matter is not in the list any more is looked for. Where the round
/// got stands in the due line, so that it goes on after a crash, and after the wait that Graph asked for.
/// </summary>
internal sealed class MemberRound(CommunityStore communities, PersonIndex people, PresenceStore store, Departures departures, IPresence presence)
{
    /// <summary>
    /// So many communities at a time, and the next ones with the next tick of the scheduler: three batches of Graph, which answers 60 questions a second
    /// and tenant, and seconds at most, so that others' messages need not wait long.
    /// </summary>
    public const int Step = 60;

    /// <summary>So often a night waits for somebody who does not answer; after that it goes on without them.</summary>
    private const int MostWaits = 12;
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Does one step.</summary>
    public async ValueTask<JobPlan> RunAsync(DueItem item, MemberStep step, DateTimeOffset now, CancellationToken ct)
    {
        var lines = await communities.ListAsync(item.TenantId, step.After, ct).Take(Step).ToListAsync(ct);
        var known = new List<StoredCommunity>();
        foreach (var line in lines)
        {
            if (await communities.FindReadableAsync(item.TenantId, line.ChannelId, ct) is { } stored && CommunityIndex.SaysTheSame(line, stored.Community))
            {
                if (IsWithinReach(stored.Community)) known.Add(stored);
            }
            // A crash, or a store that did not answer, left the index and the truth apart: the truth decides.
            else await communities.PutLineRightAsync(item.TenantId, line.ChannelId, ct);
        }

        var listings = await presence.ListAsync([.. known.Select(stored => stored.Community)], ct);
        if (step.Waits < MostWaits && WaitFor(listings) is { } wait)
            return JobPlan.Again(LineOf(item.TenantId, step with { Waits = step.Waits + 1 }, now + wait));
        foreach (var (stored, listing) in known.Zip(listings))
        {
            step = step.With(listing);
            if (listing.List is { } list) await CheckAsync(stored, list, now, ct);
        }
        // From the moment of the line itself: after a crash the same step plans the same next one.
        if (lines.Count == Step) return JobPlan.Again(LineOf(item.TenantId, step with { After = lines[^1].ChannelId }, item.At + Pace));
        return await FinishAsync(item, step, now, ct);
    }

    /// <summary>The line that begins or continues a round.</summary>
    public static DueItem LineOf(string tenantId, MemberStep step, DateTimeOffset at) => new(tenantId, PresenceStore.ReconcileJob, step.ToSubject(), at);

    private static bool IsWithinReach(Community community) =>
        community.IsRegistered && !community.BotRemoved.Value && !community.ChannelDeleted.Value && !community.TeamDeleted.Value;

    /// <summary>How long to wait before this step is worth doing: as long as Graph says, or a while where nearly nobody answers.</summary>
    private static TimeSpan? WaitFor(IReadOnlyList<Listing> listings) =>
        listings.FirstOrDefault(listing => listing is { List: null, Trouble: PeopleTrouble.Throttled }) is { } throttled
            ? throttled.RetryAfter ?? TimeSpan.FromMinutes(1)
        : listings.Count(listing => listing.List is null) > listings.Count / 2 ? Outage
        : null;

    private async ValueTask CheckAsync(StoredCommunity stored, RosterList list, DateTimeOffset now, CancellationToken ct)
    {
        var community = await LearnAsync(stored, ct);
        var present = list.Members.Where(member => !member.IsGuest).Select(member => member.Person.Id).ToHashSet();
        foreach (var person in Departures.Concerned(community))
            if (present.Contains(person.Id)) await departures.ApplyAsync(community, person, new Sighting.Here(), now, ct);
            else await departures.CheckAsync(community, person, now, ct);
    }

    /// <summary>The first time, under which id Graph knows the team; and that who registered the community is known here.</summary>
    private async ValueTask<Community> LearnAsync(StoredCommunity stored, CancellationToken ct)
    {
        var community = stored.Community;
        if (community.TeamGroupId is not null) return community;
        if (await presence.GroupIdAsync(community, ct) is not { } group) return community;
        await people.NoteAsync(community.TenantId, new(community.RegisteredBy, "", ""), community.ChannelId, ct);
        var learnt = community with { TeamGroupId = group };
        // If somebody changed the community meanwhile, the next night learns it.
        return await communities.SaveAsync(stored, learnt, ct) ? learnt : community;
    }

    private async ValueTask<JobPlan> FinishAsync(DueItem item, MemberStep step, DateTimeOffset now, CancellationToken ct)
    {
        var sawNobody = step.Unseen > 0 && step.Seen == 0;
        await store.ChangeAsync(
            item.TenantId,
            facts => facts with
            {
                Members = sawNobody
                    ? facts.Members.GivenUp(now, step.Trouble ?? PeopleTrouble.Unavailable)
                    : facts.Members.Finished(now, step.Trouble, step.Unseen),
            },
            ct);
        return presence.LevelFor(item.TenantId) < 2
            ? JobPlan.Again(TellTrouble.LineOf(item.TenantId, now))
            : JobPlan.Again(AccountRound.LineOf(item.TenantId, new(0, 0), item.At));
    }
}

/// <summary>How far a round got.</summary>
/// <param name="After">The channel of the last community that was looked at; null at the beginning.</param>
/// <param name="Waits">How often the round waited.</param>
internal sealed record MemberStep(string? After = null, int Waits = 0, int Seen = 0, int Unseen = 0, PeopleTrouble? Trouble = null)
{
    public const string Word = "members";

    /// <summary>The step with one community more. Of two troubles the one that somebody can do something about is told.</summary>
    public MemberStep With(Listing listing)
    {
        var (seen, unseen) = listing.List is null ? (Seen, Unseen + 1) : (Seen + 1, Unseen);
        return this with { Seen = seen, Unseen = unseen, Trouble = Trouble == PeopleTrouble.NoConsent ? Trouble : listing.Trouble ?? Trouble };
    }

    public string ToSubject() => Key.Join(Word, Text(Waits), Text(Seen), Text(Unseen), Trouble?.ToString() ?? "", After ?? "");

    /// <summary>Reads what <see cref="ToSubject"/> wrote; null for anything else.</summary>
    public static MemberStep? Read(string[] subject) =>
        subject is [Word, var waits, var seen, var unseen, var trouble, var after]
        && int.TryParse(waits, CultureInfo.InvariantCulture, out var w) && int.TryParse(seen, CultureInfo.InvariantCulture, out var s)
            && int.TryParse(unseen, CultureInfo.InvariantCulture, out var u)
            ? new(after.Length == 0 ? null : after, w, s, u, Enum.TryParse<PeopleTrouble>(trouble, out var t) ? t : null)
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
