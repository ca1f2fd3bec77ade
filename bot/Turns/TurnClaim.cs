using System.Text.Json;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// The mark in the store that a turn was handled. It is inserted in the same batch as what the turn changes, so a redelivered activity changes
/// nothing; a turn that changed nothing is marked just before its reply goes out, so it is answered once. One instance per turn.
/// </summary>
public sealed class TurnClaim(ITable table, TurnExpiry expiry, OwnChats chats)
{
    /// <summary>The first id in the row key of every mark.</summary>
    internal const string Row = "turn";

    private Turn? _turn;
    private bool _isUnmarked;

    /// <summary>Whether the mark stands in the store.</summary>
    public bool Taken { get; private set; }

    /// <summary>The partition of everything about a conversation: the community, its history, its turns.</summary>
    public static string PartitionOf(string tenantId, string conversationId) => Key.Join(tenantId, conversationId);

    /// <summary>Says which turn this is about; called by the router, once.</summary>
    public void Begin(Turn turn) => _turn = turn;

    /// <summary>
    /// Says that what the turn changes may be done twice, and must not be done by half: it is marked when all is done, so whatever breaks off is done again
    /// at the redelivery. For facts that concern several communities.
    /// </summary>
    public void MarkAtTheEnd() => _isUnmarked = true;

    /// <summary>Says that no turn asked for this but the clock: then no mark is written. Called by the scheduler, once.</summary>
    public void BeginJob() => _isUnmarked = true;

    /// <summary>Applies changes of one partition together with the mark, if the turn has none yet.</summary>
    /// <returns>The new ETags in the order of the changes; null when one of them met a conflict: nothing was written, and the turn may try again.</returns>
    /// <exception cref="DuplicateTurnException">The turn was handled before.</exception>
    public async ValueTask<IReadOnlyList<string?>?> CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        await BatchAsync(changes, ct) is { Applied: true, ETags: var etags } ? etags : null;

    /// <summary>The same, for who must know which of the changes was refused.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    public async ValueTask<BatchResult> BatchAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (Taken || _isUnmarked) return await table.BatchAsync(changes, ct);
        await PrepareAsync(changes[0].Key.Partition, ct);
        var result = await table.BatchAsync([Mark(changes[0].Key.Partition), .. changes], ct);
        if (result.RefusedAt == 0) throw new DuplicateTurnException();
        if (!result.Applied) return new(result.RefusedAt - 1, []);
        Taken = true;
        return new(null, [.. result.ETags.Skip(1)]);
    }

    /// <summary>Marks a turn that changed nothing. False: it was handled before.</summary>
    public async ValueTask<bool> TakeAsync(CancellationToken ct)
    {
        if (Taken) return true;
        var mark = Mark(PartitionOf(Turn.TenantId, Turn.Conversation.Id));
        await PrepareAsync(mark.Key.Partition, ct);
        return Taken = await table.InsertAsync(mark.Key, mark.Json, ct) is not null;
    }

    /// <summary>Before a mark is written it is noted where it will stand and whose chat that is: what cannot be found again cannot be taken away.</summary>
    private async ValueTask PrepareAsync(string partition, CancellationToken ct)
    {
        await expiry.NoteAsync(Turn.TenantId, partition, ct);
        if (Turn is { Conversation: { Kind: ConversationKind.Personal, Id: var chatId }, From: var who })
            await chats.NoteAsync(Turn.TenantId, who.Id, who.Address, chatId, ct);
    }

    private Turn Turn => _turn ?? throw new InvalidOperationException("The claim has no turn yet: the router calls Begin first.");

    private Change.Insert Mark(string partition) =>
        new(new(partition, Key.Join(Row, Turn.ClaimId)), JsonSerializer.Serialize(new TurnMark(1, Turn.At), TurnMarkJson.Default.TurnMark));
}
