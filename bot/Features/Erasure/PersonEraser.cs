using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Erasure;

/// <summary>
/// Erases a person from everything that is stored: when they ask for it, and when their account was deleted. What happened stays, whom it was is gone.
/// </summary>
/// <remarks>Run as a job: it may take a while, and after a crash it runs again and finds what is left.</remarks>
internal sealed partial class PersonEraser(CommunityStore communities, PersonIndex people, IEnumerable<IEraser> erasers, OwnChats chats, ITable table,
    IAgenda agenda, ILogger<PersonEraser> logger)
{
    /// <summary>The job that erases; its subject is the person's Entra object id.</summary>
    public const string Job = "person.erase";

    /// <summary>Others hear first that a role is free: what they are told is written down by then, and erased with the rest.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(45);

    /// <summary>
    /// The line that has a person erased, within minutes. Whoever plans it says goodbye first: roles that are still held then fall empty without a reason.
    /// </summary>
    public static DueItem LineOf(string tenantId, string personId, DateTimeOffset at) => new(tenantId, Job, personId, at + Pause);

    /// <summary>Erases now.</summary>
    public async ValueTask EraseAsync(string tenantId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(personId);
        // Every community is looked at, not only those that the person's own lines name: who asked others, or changed something, has no line for it.
        await foreach (var line in communities.ListAsync(tenantId, ct)) await EraseAsync(tenantId, line.ChannelId, personId, at, ct);
        foreach (var eraser in erasers) await TryAsync(() => eraser.EraseAsync(tenantId, personId, ct));
        await EraseChatsAsync(tenantId, personId, ct);
        await people.EraseAsync(tenantId, personId, ct);
        // Last, for the line that asks for this is among them.
        await agenda.EraseAsync(tenantId, personId, ct);
    }

    /// <summary>The communities that somebody leads or that know something of them; also some that turn out to know nothing.</summary>
    public async ValueTask<IReadOnlyList<Community>> CommunitiesOfAsync(string tenantId, string personId, CancellationToken ct)
    {
        var channels = new HashSet<string>(await people.ChannelsAsync(tenantId, personId, ct));
        await foreach (var line in communities.ListAsync(tenantId, ct))
            if (line.RegisteredBy is null || line.RegisteredBy == personId) channels.Add(line.ChannelId);
        var found = new List<Community>();
        foreach (var channel in channels)
            if (await communities.FindReadableAsync(tenantId, channel, ct) is { } stored) found.Add(stored.Community);
        return found;
    }

    /// <summary>Lays down, in one community, what somebody has there who asked to be erased. False: somebody has to take over first.</summary>
    public async ValueTask<bool> LayDownAsync(Turn turn, Community community, CancellationToken ct)
    {
        foreach (var eraser in erasers)
            if (!await eraser.LayDownAsync(turn, community, ct)) return false;
        return true;
    }

    /// <summary>Their chats with the bot, and what bears the name of these chats elsewhere: the bot could still write to them by it.</summary>
    private async ValueTask EraseChatsAsync(string tenantId, string personId, CancellationToken ct)
    {
        var own = await chats.FindAsync(tenantId, personId, ct);
        foreach (var name in own.SelectMany(chat => new[] { chat.Id, chat.Address }).Where(name => name.Length > 0).Distinct())
        {
            foreach (var eraser in erasers) await TryAsync(() => eraser.EraseAsync(tenantId, name, ct));
            await agenda.EraseAsync(tenantId, name, ct);
        }
        foreach (var name in own.Select(chat => chat.Id).Append(personId)) await PersonTraces.EraseAsync(table, TurnExpiry.PartitionOf(tenantId), name, ct);
        foreach (var chat in own) await PersonTraces.RemoveAsync(table, TurnClaim.PartitionOf(tenantId, chat.Id), ct);
    }

    private async ValueTask EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var eraser in erasers) await TryAsync(() => eraser.EraseAsync(tenantId, channelId, personId, at, ct));
        // What is left beside the community and has no eraser of its own: a raised hand goes, a call is nobody's. Last, for it would take whole rows away.
        await PersonTraces.EraseAsync(table, TurnClaim.PartitionOf(tenantId, channelId), personId, ct);
    }

    /// <summary>
    /// A spoiled row keeps nobody from being erased, here or elsewhere: the traces that are cleaned after the slices need to understand no row.
    /// </summary>
    private async ValueTask TryAsync(Func<ValueTask> erase)
    {
        try
        {
            await erase();
        }
        catch (UnreadableRowException)
        {
            Log.Spoiled(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A row cannot be read: a person is taken out of it as it stands.")]
        public static partial void Spoiled(ILogger logger);
    }
}
