using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What communities do and did: rows beside their community, newest first by key.</summary>
internal sealed class ActivityStore(
    ITable table, TurnClaim claim, CommunityStore communities, PersonIndex people, IAgenda agenda, CalendarStore calendar)
{
    /// <summary>The job that asks, the day after, how many came; its subject is the channel, the day and the activity's id.</summary>
    public const string AskJob = "activity.ask";

    /// <summary>The job that takes a removed activity away for good, once it can no longer be brought back; its subject is the same.</summary>
    public const string ClearJob = "activity.clear";

    private const string Row = "activity";
    private const int MostAhead = 1_000;

    /// <summary>Null if there is none on that day, or it was moved to another.</summary>
    public async ValueTask<StoredActivity?> FindAsync(Community community, DateOnly day, string id, CancellationToken ct) =>
        id.Length is > 0 and < 100 && await table.FindAsync(KeyOf(community, day, id), ct) is { } entry
            ? new(StoredJson.Read(entry, ActivityJson.Default.ActivityRow).Activity, entry)
            : null;

    /// <summary>What is ahead, from today on, and what was last: newest first. What was removed is left out.</summary>
    /// <param name="most">So many that were, at most.</param>
    public async ValueTask<IReadOnlyList<CommunityActivity>> AroundAsync(Community community, DateOnly today, int most, CancellationToken ct)
    {
        var (partition, all) = (PartitionOf(community), RowRange.Under(PartitionOf(community), Row));
        var border = Key.Join(Row, OrderOf(today.AddDays(-1)));
        var ahead = await table.QueryAsync(new(partition, all.From, border), MostAhead, continuation: null, ct);
        var been = await table.QueryAsync(new(partition, border, all.To), most, continuation: null, ct);
        return
        [
            .. ahead.Entries.Concat(been.Entries)
                .Select(entry => StoredJson.ReadOrSkip(entry, ActivityJson.Default.ActivityRow)?.Activity)
                .OfType<CommunityActivity>()
                .Where(activity => !activity.IsRemoved),
        ];
    }

    /// <summary>How many were held from one day to another, and how many came to them together: what nobody told of is not counted.</summary>
    public async ValueTask<(int Held, int Heads)> CountAsync(Community community, DateOnly from, DateOnly to, CancellationToken ct)
    {
        // Later days come first.
        RowRange range = new(PartitionOf(community), Key.Join(Row, OrderOf(to)), Key.Join(Row, OrderOf(from.AddDays(-1))));
        var (held, heads, continuation) = (0, 0, default(string));
        do
        {
            var page = await table.QueryAsync(range, MostAhead, continuation, ct);
            foreach (var entry in page.Entries)
                if (StoredJson.ReadOrSkip(entry, ActivityJson.Default.ActivityRow)?.Activity is { Heads: { } came, IsRemoved: false })
                    (held, heads) = (held + 1, heads + came);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return (held, heads);
    }

    /// <summary>Stores a new activity; false if it is there already.</summary>
    public async ValueTask<bool> AddAsync(Community community, CommunityActivity activity, CancellationToken ct)
    {
        await people.NoteAsync(community.TenantId, activity.By, community.ChannelId, ct);
        await PlanAsync(community, activity, activity.At, ct);
        await calendar.PutAsync(community, activity, ct);
        var isNew = await communities.DecideAsync(community.TenantId, community.ChannelId,
            RuleFor(activity, activity.At, new Change.Insert(KeyOf(community, activity.Day, activity.Id), Write(activity))), ct) is { End: DecisionEnd.Made };
        if (!isNew) await calendar.RemoveAsync(activity.Calendar, ct);
        return isNew;
    }

    /// <summary>
    /// Stores what became of an activity, by whoever planned or noted it, or by somebody who must lead the community when it is stored. Refused if somebody
    /// else changed it meanwhile. On another day it has another key.
    /// </summary>
    public async ValueTask<DecisionEnd> SaveAsync(Turn turn, Community community, StoredActivity before, CommunityActivity after, CancellationToken ct)
    {
        if (after.ChangedBy is { } by) await people.NoteAsync(community.TenantId, by, community.ChannelId, ct);
        await PlanAsync(community, after, turn.At, ct);
        if (after.Day != before.Activity.Day) await calendar.PutAsync(community, after, ct);
        var (key, json) = (KeyOf(community, after.Day, after.Id), Write(after));
        Change[] changes = key == before.Entry.Key
            ? [new Change.Replace(key, json, before.Entry.ETag)]
            : [new Change.Delete(before.Entry.Key, before.Entry.ETag), new Change.Insert(key, json)];
        return (await communities.DecideAsLeadAsync(turn, community.ChannelId, RuleFor(after, turn.At, changes), _ => turn.From.Is(before.Activity.By),
            ct)).End;
    }

    /// <summary>Stores who comes; false if somebody else changed the activity meanwhile.</summary>
    public async ValueTask<bool> CountAsync(Turn turn, Community community, StoredActivity before, CommunityActivity after, CancellationToken ct)
    {
        await people.NoteAsync(community.TenantId, turn.From, community.ChannelId, ct);
        return (await communities.DecideAsync(community.TenantId, community.ChannelId,
            RuleFor(after, turn.At, new Change.Replace(before.Entry.Key, Write(after), before.Entry.ETag)), ct)).Holds;
    }

    /// <summary>
    /// Makes the community tell of what is planned as the rows say it. Each change of a row does so in its own batch; but the row of the community may be of
    /// a version that kept nothing of it, and it keeps only what comes next.
    /// </summary>
    public async ValueTask PutPlannedRightAsync(Community community, IReadOnlyList<CommunityActivity> around, DateOnly today, CancellationToken ct)
    {
        Community Right(Community it) => it.WithAllPlanned(around.Select(activity => activity.PlannedOn(today)).OfType<PlannedActivity>(), today);
        if (Right(community) != community) await communities.ChangeAsync(community.TenantId, community.ChannelId, Right, ct);
    }

    /// <summary>Once it was, nobody needs its calendar file any more, and who said that they come is forgotten.</summary>
    public async ValueTask EndAsync(StoredActivity been, CancellationToken ct)
    {
        await calendar.RemoveAsync(been.Activity.Calendar, ct);
        // A press at the same moment comes first: the next look forgets them.
        if (been.Activity.Coming.Count > 0)
            await claim.CommitAsync([new Change.Replace(been.Entry.Key, Write(been.Activity with { Coming = [] }), been.Entry.ETag)], ct);
    }

    /// <summary>Takes an activity away for good.</summary>
    public async ValueTask ClearAsync(StoredActivity gone, CancellationToken ct)
    {
        await calendar.RemoveAsync(gone.Activity.Calendar, ct);
        await claim.CommitAsync([new Change.Delete(gone.Entry.Key, gone.Entry.ETag)], ct);
    }

    /// <summary>Reads the subject of a job of this store.</summary>
    public static (string ChannelId, DateOnly Day, string Id) Read(DueItem item)
    {
        return Key.Split(item.Subject) is [var channelId, var day, var id]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? (channelId, read, id)
            : throw new FormatException("The subject is no activity's.");
    }

    /// <summary>What must not be missing once the truth is written is written before it. Nobody is asked about what was noted afterwards.</summary>
    private async ValueTask PlanAsync(Community community, CommunityActivity activity, DateTimeOffset at, CancellationToken ct)
    {
        var subject = Key.Join(community.ChannelId, activity.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), activity.Id);
        if (community.Targets.Open.Any(target => target.IsLogged)) await agenda.PlanAsync(TallyLine.Of(community, at), ct);
        if (activity.IsRemoved) await agenda.PlanAsync(new(community.TenantId, ClearJob, subject, at + CommunityActivity.UndoTime), ct);
        else if (activity.AsksHeads && activity.Day >= community.Today(at))
            await agenda.PlanAsync(new(community.TenantId, AskJob, subject, activity.DayAfter(community)), ct);
    }

    private static Func<Community, Ruling<bool>> RuleFor(CommunityActivity activity, DateTimeOffset now, params IReadOnlyList<Change> changes) =>
        it => new(true, it.WithPlanned(activity.Id, activity.PlannedOn(it.Today(now)), it.Today(now)).WithFirstActivity(it.Today(now))) { Beside = changes };

    private static Key KeyOf(Community community, DateOnly day, string id) => new(PartitionOf(community), Key.Join(Row, OrderOf(day), id));

    /// <summary>Later days come first.</summary>
    private static string OrderOf(DateOnly day) => (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture);

    private static string PartitionOf(Community community) => TurnClaim.PartitionOf(community.TenantId, community.ChannelId);

    private static string Write(CommunityActivity activity) => JsonSerializer.Serialize(new(1, activity), ActivityJson.Default.ActivityRow);
}

/// <summary>An activity as it was read.</summary>
internal sealed record StoredActivity(CommunityActivity Activity, Entry Entry);

/// <param name="V">The row's version.</param>
internal sealed record ActivityRow(int V, CommunityActivity Activity);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ActivityRow))]
internal sealed partial class ActivityJson : JsonSerializerContext;
