using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>One partition a tenant: a row for each post, and the fence, under whose ETag all of them are written.</summary>
internal sealed class Ledger(ITable table) : ILedger
{
    private const string PostWord = "post";

    public static string PartitionOf(string tenantId) => Key.Join("ledger", tenantId);

    /// <summary>The row of a job's post.</summary>
    public static string RowOf(Post post) => RowOf(post.Id);

    /// <summary>Whether a row is one of a job's post; a sweep's begins with a word of its own.</summary>
    public static bool IsPost(Key key) => key.Row.StartsWith(PostWord + "|", StringComparison.Ordinal);

    public static Key FenceOf(string tenantId) => new(PartitionOf(tenantId), "fence");

    /// <inheritdoc/>
    public async ValueTask<LedgerLine?> FindAsync(string tenantId, string row, CancellationToken ct) =>
        await table.FindAsync(new(PartitionOf(tenantId), row), ct) is { } entry ? Read(entry) : null;

    /// <inheritdoc/>
    public ValueTask<LedgerLine?> FindPostAsync(string tenantId, string postId, CancellationToken ct) => FindAsync(tenantId, RowOf(postId), ct);

    /// <inheritdoc/>
    public async ValueTask<LedgerPage> ReadAsync(string tenantId, IReadOnlyList<string> under, int most, string? continuation, CancellationToken ct)
    {
        var page = await table.QueryAsync(RowRange.Under(PartitionOf(tenantId), [.. under]), most, continuation, ct);
        return new([.. page.Entries.Select(Read).OfType<LedgerLine>()], page.Continuation);
    }

    private static string RowOf(string postId) => Key.Join(PostWord, postId);

    private static LedgerLine? Read(Entry entry) =>
        StoredJson.ReadOrSkip(entry, ScheduleJson.Default.LedgerRow) is { } row
            ? new(entry.Key.Row, row.State, row.At, row.ActivityId, row.Why, row.Note) : null;
}

/// <summary>A post's row as it is stored.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Where">The conversation that it stands in; kept for the posts of jobs, which may be told again after a crash.</param>
/// <param name="Refusal">The class of a refusal.</param>
internal sealed record LedgerRow(
    int V, PostState State, DateTimeOffset At, string? ActivityId = null, Address? Where = null, PostRefusal? Refusal = null, string? Code = null,
        string? Note = null)
{
    [JsonIgnore]
    public string? Why => Refusal is { } refusal ? Code is { } code ? $"{refusal}: {code}" : refusal.ToString() : null;

    /// <summary>Whether nothing more happens to the post.</summary>
    [JsonIgnore]
    public bool IsFinal => State is PostState.Sent or PostState.Refused or PostState.Skipped;

    /// <summary>What the job hears of a post that is final.</summary>
    public PostResult ToResult() => State == PostState.Sent && Where is { } where
        ? new PostResult.Sent(where, ActivityId)
        : new PostResult.Refused(Refusal ?? PostRefusal.Failed, Code ?? State.ToString());
}

/// <summary>Who may send in a tenant, and how far its sweeps are.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Id">Another each time somebody takes it. Versions before 0.2 compare it with their message.</param>
/// <param name="Epoch">One more each time somebody takes it.</param>
/// <param name="At">Running at least until then; given up a lease before.</param>
/// <param name="Places">How far each sweep is, by the row of its due line: everything up to there is final.</param>
/// <param name="Holder">The process that took it; null while nobody did.</param>
/// <param name="Tries">How often it was taken since something came to its end: whether it is worth another try.</param>
/// <param name="Error">The class of the last failure; null since something came to its end.</param>
internal sealed record FenceRow(int V, FenceState State, string Id, long Epoch, DateTimeOffset At, IReadOnlyDictionary<string, string> Places,
    string? Holder = null, int Tries = 0,
    string? Error = null);

internal enum FenceState
{
    /// <summary>Nothing is due.</summary>
    Idle,

    /// <summary>
    /// Somebody gave it back before everything was done. Versions before 0.2 wrote the same word when they called for it in a queue: free in both.
    /// </summary>
    [JsonStringEnumMemberName("Planned")]
    Released,

    Running,

    /// <summary>It was given up.</summary>
    Failed,
}
