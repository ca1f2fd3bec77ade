using System.Text.Json.Serialization;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>What became of a slot. Stored: the words never change.</summary>
internal enum NudgeOutcome
{
    /// <summary>Chosen, and handed to the engine: its ledger knows what became of it. Teams' refusals come back and make it failed.</summary>
    Planned,

    /// <summary>Sent by hand.</summary>
    Sent,
    Skipped,

    /// <summary>Teams refused it.</summary>
    Failed,
}

/// <summary>What to say: stored before it is said, so that whoever goes on after a crash says the same.</summary>
/// <param name="Gap">Null when nothing was missing; the row has no column for it then.</param>
/// <param name="Seed">What chance was made of.</param>
internal sealed record NudgeChoice(
    string Item, ContentKind Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Gap? Gap = null, int Seed = 0);

/// <summary>A slot of a community and what became of it: a line of the log.</summary>
/// <param name="Id">The ISO week; no community has two.</param>
/// <param name="At">The slot's moment; of one sent by hand, that of the press.</param>
/// <param name="Reason">Why not, in a word: a <see cref="SkipReason"/>, or the class of Teams' refusal.</param>
internal sealed record NudgeRecord(
    string Id,
    DateTimeOffset At,
    NudgeOutcome Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NudgeChoice? Choice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    /// <summary>It was said, as far as is known.</summary>
    public bool IsSaid => Outcome is NudgeOutcome.Planned or NudgeOutcome.Sent;
}

/// <summary>The nudges of one community: every slot of the last thirteen months.</summary>
/// <param name="V">The row's version.</param>
/// <param name="Through">All slots up to this moment have been dealt with.</param>
/// <param name="Records">Oldest first.</param>
internal sealed record NudgeState(int V, DateTimeOffset Through, IReadOnlyList<NudgeRecord> Records)
{
    /// <summary>In days: what was said is remembered a year, and the log is to show that year whole.</summary>
    private const int Kept = 400;

    public static NudgeState Empty { get; } = new(1, DateTimeOffset.MinValue, []);

    public NudgeRecord? Find(string id) => Records.FirstOrDefault(record => record.Id == id);

    /// <summary>Whether something became of a week already.</summary>
    public bool Knows(IsoWeek week) => Find(week.ToString()) is not null;

    /// <summary>What was chosen for the slot of a moment and handed over.</summary>
    public NudgeRecord? PlannedFor(DateTimeOffset slot) => Records.LastOrDefault(record => record.Outcome == NudgeOutcome.Planned && record.At == slot);

    /// <summary>With a record added, or put in the place of the one of the same week; what is too old is gone.</summary>
    public NudgeState With(NudgeRecord record) => this with
    {
        Records = [.. Records.Where(other => other.Id != record.Id && other.At > record.At.AddDays(-Kept)).Append(record).OrderBy(other => other.At)],
    };
}

/// <summary>What people pressed under a nudge: numbers, no names.</summary>
internal sealed record Tally(int Inspires, int NotForUs, int WillDo)
{
    public static Tally None { get; } = new(0, 0, 0);

    public int All => Inspires + NotForUs + WillDo;

    public static Tally operator +(Tally one, Tally other) => new(one.Inspires + other.Inspires, one.NotForUs + other.NotForUs, one.WillDo + other.WillDo);

    /// <summary>With one more (or one less) of an answer.</summary>
    public Tally With(NudgeAnswer answer, int more) => answer switch
    {
        NudgeAnswer.Inspires => this with { Inspires = Math.Max(0, Inspires + more) },
        NudgeAnswer.NotForUs => this with { NotForUs = Math.Max(0, NotForUs + more) },
        _ => this with { WillDo = Math.Max(0, WillDo + more) },
    };
}

/// <summary>What somebody can answer to a nudge. Stored: the words never change.</summary>
internal enum NudgeAnswer { Inspires, NotForUs, WillDo }

/// <summary>The tallies of a community's nudges, by the nudge's id.</summary>
/// <param name="V">The row's version.</param>
internal sealed record Taste(int V, IReadOnlyDictionary<string, Tally> ByNudge)
{
    public static Taste Unknown { get; } = new(1, new Dictionary<string, Tally>());

    public Tally Of(string nudge) => ByNudge.GetValueOrDefault(nudge, Tally.None);
}
