using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Milestones;

/// <summary>The milestones of a community: a row beside it.</summary>
/// <remarks>
/// A milestone belongs to the channel, not to the registration. It is written down before it is said, under its months alone, so a start date that moves,
/// a crash or a new registration repeats nothing. It is put off for two weeks at most, and then stands in the log with its reason.
/// </remarks>
internal sealed class MilestoneStore(ITable table, TurnClaim claim)
{
    /// <summary>The job that speaks of a milestone; its subject is the channel.</summary>
    public const string Job = "milestone";

    private const string Row = "milestones";

    /// <summary>The line of the next look; null when nothing is to come.</summary>
    public static DueItem? NextLine(Community community, DateTimeOffset now) =>
        MilestonePlan.NextLook(community, now) is { } at ? new(community.TenantId, Job, community.ChannelId, at) : null;

    public async ValueTask<StoredMilestones> FindAsync(Community community, CancellationToken ct) =>
        await table.FindAsync(KeyOf(community), ct) is { } entry
            ? new(StoredJson.Read(entry, MilestoneJson.Default.MilestoneState), entry.ETag) : new(MilestoneState.Empty, null);

    /// <summary>What became of the milestones, said or skipped.</summary>
    public async ValueTask<IReadOnlyList<MilestoneRecord>> HistoryAsync(Community community, CancellationToken ct) =>
        (await FindAsync(community, ct)).State.Records;

    /// <summary>False if somebody else changed it meanwhile (read it again).</summary>
    public async ValueTask<bool> SaveAsync(Community community, StoredMilestones before, MilestoneState after, CancellationToken ct) =>
        await claim.CommitAsync([ChangeOf(community, before, after)], ct) is not null;

    /// <summary>What stores the milestones; refused if they were changed meanwhile.</summary>
    public static Change ChangeOf(Community community, StoredMilestones before, MilestoneState after)
    {
        var (key, json) = (KeyOf(community), JsonSerializer.Serialize(after, MilestoneJson.Default.MilestoneState));
        return before.ETag is { } etag ? new Change.Replace(key, json, etag) : new Change.Insert(key, json);
    }

    private static Key KeyOf(Community community) => new(TurnClaim.PartitionOf(community.TenantId, community.ChannelId), Row);
}

/// <summary>The milestones as they were read.</summary>
/// <param name="ETag">Null when there is no row yet.</param>
internal sealed record StoredMilestones(MilestoneState State, string? ETag);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MilestoneState))]
internal sealed partial class MilestoneJson : JsonSerializerContext;
