using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>
/// The nudges of a tenant: one partition, so that a sweep reads and writes many communities at once. What the clock writes (<c>state</c>) and what people
/// press (<c>taste</c>, and an <c>answer</c> a person and nudge, so that nobody counts twice) are rows of their own and never in each other's way.
/// </summary>
internal sealed class NudgeStore(ITable table, TurnClaim claim) : IEraser
{
    /// <summary>The most that a batch holds.</summary>
    public const int MostAtOnce = 100;

    private const string StateRow = "state";
    private const string TasteRow = "taste";
    private const string AnswerWord = "answer";
    private const int MonthsOfAnswers = 13;
    private const int PageSize = 1_000;
    private const int Tries = 20;

    /// <summary>Nudges whose tallies are kept; older ones have left the log.</summary>
    private const int MostTallies = 80;

    public async ValueTask<StoredNudges> FindAsync(string tenantId, string channelId, CancellationToken ct)
    {
        var state = await table.FindAsync(StateKey(tenantId, channelId), ct);
        var taste = await table.FindAsync(TasteKey(tenantId, channelId), ct);
        return new(
            state is null ? NudgeState.Empty : StoredJson.Read(state, NudgeJson.Default.NudgeState),
            taste is null ? Taste.Unknown : StoredJson.Read(taste, NudgeJson.Default.Taste),
            state);
    }

    /// <summary>The nudges of many communities at once, by channel id: of all whose id lies between the first and the last.</summary>
    public async ValueTask<IReadOnlyDictionary<string, StoredNudges>> FindManyAsync(string tenantId, string first, string last, CancellationToken ct)
    {
        var tastes = new Dictionary<string, Taste>();
        await foreach (var entry in BetweenAsync(tenantId, TasteRow, first, last, ct))
            if (StoredJson.ReadOrSkip(entry, NudgeJson.Default.Taste) is { } taste) tastes[Key.Split(entry.Key.Row)[1]] = taste;
        var all = new Dictionary<string, StoredNudges>();
        await foreach (var entry in BetweenAsync(tenantId, StateRow, first, last, ct))
            if (Key.Split(entry.Key.Row)[1] is var channelId && StoredJson.ReadOrSkip(entry, NudgeJson.Default.NudgeState) is { } state)
                all[channelId] = new(state, tastes.GetValueOrDefault(channelId, Taste.Unknown), entry);
        return all;
    }

    /// <summary>Stores what became of the nudges of up to a hundred communities; false if one of them changed meanwhile: then nothing was stored.</summary>
    public async ValueTask<bool> SaveManyAsync(string tenantId, IEnumerable<(string ChannelId, StoredNudges Before, NudgeState After)> all,
        CancellationToken ct) =>
        await claim.CommitAsync([.. all.Select(one => Write(StateKey(tenantId, one.ChannelId), one.Before.Entry, one.After, NudgeJson.Default.NudgeState))],
            ct) is not null;

    /// <summary>Stores what became of a community's nudges; false if that changed meanwhile (read it again).</summary>
    public async ValueTask<bool> SaveAsync(string tenantId, string channelId, StoredNudges before, NudgeState after, CancellationToken ct) =>
        await claim.CommitAsync([Write(StateKey(tenantId, channelId), before.Entry, after, NudgeJson.Default.NudgeState)], ct) is not null;

    /// <summary>Somebody's answer to a nudge, in the place of an earlier one of theirs.</summary>
    /// <returns>What everybody answered by now; null when too many pressed at the same moment and nothing was stored.</returns>
    public async ValueTask<Tally?> AnswerAsync(Turn turn, string nudge, NudgeAnswer answer, CancellationToken ct)
    {
        var (tenantId, channelId) = (turn.TenantId, turn.Conversation.Id);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var tasteEntry = await table.FindAsync(TasteKey(tenantId, channelId), ct);
            var answerEntry = await table.FindAsync(AnswerKey(tenantId, turn.From.Id, channelId, nudge), ct);
            var taste = tasteEntry is null ? Taste.Unknown : StoredJson.Read(tasteEntry, NudgeJson.Default.Taste);
            var before = answerEntry is null ? null : StoredJson.Read(answerEntry, NudgeJson.Default.AnswerRow);
            if (before?.Answer == answer) return taste.Of(nudge);

            var tally = taste.Of(nudge).With(answer, 1);
            if (before is not null) tally = tally.With(before.Answer, -1);
            var done = await claim.CommitAsync(
            [
                Write(TasteKey(tenantId, channelId), tasteEntry, With(taste, nudge, tally), NudgeJson.Default.Taste),
                Write(AnswerKey(tenantId, turn.From.Id, channelId, nudge), answerEntry, new AnswerRow(1, answer, turn.At), NudgeJson.Default.AnswerRow),
            ], ct);
            if (done is not null) return tally;
        }
        return null;
    }

    private async IAsyncEnumerable<Entry> BetweenAsync(string tenantId, string row, string first, string last, [EnumeratorCancellation] CancellationToken ct)
    {
        // "~" is followed by two hexadecimal digits in any key, so that the last one's own row lies before "~~".
        var range = new RowRange(Key.Join("nudges", tenantId), Key.Join(row, first), Key.Join(row, last) + "~~");
        string? continuation = null;
        do
        {
            var page = await table.QueryAsync(range, PageSize, continuation, ct);
            foreach (var entry in page.Entries) yield return entry;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private static Taste With(Taste taste, string nudge, Tally tally)
    {
        var all = new SortedDictionary<string, Tally>(taste.ByNudge.ToDictionary(), StringComparer.Ordinal) { [nudge] = tally };
        return taste with { ByNudge = all.TakeLast(MostTallies).ToDictionary() };
    }

    private static Change Write<T>(Key key, Entry? before, T row, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(row, type);
        return before is null ? new Change.Insert(key, json) : new Change.Replace(key, json, before.ETag);
    }

    /// <summary>Takes a person out of all of a tenant's rows.</summary>
    public ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct) => PersonTraces.EraseAsync(table, PartitionOf(tenantId), personId, ct);

    /// <summary>Nobody presses a message of more than a year ago; should somebody, they count once more.</summary>
    async ValueTask IEraser.ExpireAsync(string tenantId, DateTimeOffset now, CancellationToken ct)
    {
        var before = now.AddMonths(-MonthsOfAnswers);
        await table.ClearAsync(
            RowRange.Under(PartitionOf(tenantId), AnswerWord),
            entry => StoredJson.ReadOrSkip(entry, NudgeJson.Default.AnswerRow) is not { } row || row.At < before,
            ct);
    }

    private static string PartitionOf(string tenantId) => Key.Join("nudges", tenantId);

    private static Key StateKey(string tenantId, string channelId) => new(PartitionOf(tenantId), Key.Join(StateRow, channelId));

    private static Key TasteKey(string tenantId, string channelId) => new(PartitionOf(tenantId), Key.Join(TasteRow, channelId));

    private static Key AnswerKey(string tenantId, string personId, string channelId, string nudge) =>
        new(PartitionOf(tenantId), Key.Join(AnswerWord, personId, channelId, nudge));
}

/// <summary>The nudges of a community as they were read.</summary>
/// <param name="Entry">The row of the state; null when there is none yet.</param>
internal sealed record StoredNudges(NudgeState State, Taste Taste, Entry? Entry)
{
    public static StoredNudges None { get; } = new(NudgeState.Empty, Taste.Unknown, null);
}

/// <param name="V">The row's version.</param>
internal sealed record AnswerRow(int V, NudgeAnswer Answer, DateTimeOffset At);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NudgeState))]
[JsonSerializable(typeof(Taste))]
[JsonSerializable(typeof(AnswerRow))]
[JsonSerializable(typeof(NudgeChoice))]
internal sealed partial class NudgeJson : JsonSerializerContext;
