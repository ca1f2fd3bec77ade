using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>How a line of the log begins.</summary>
internal enum LogWord { Sent, ByHand, OnItsWay, Skipped, Failed }

/// <summary>A line of the log.</summary>
/// <param name="Title">What was said; null when nothing was, or when its text is no longer there.</param>
/// <param name="Milestone">It is no weekly message but a milestone: so many months after the start.</param>
internal sealed record LogLine(DateOnly Day, LogWord Word, string? Title, string? Reason, int? Milestone = null);

/// <summary>What became of the nudges of a community.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Moments">How many moments there were within the year.</param>
internal sealed record LogView(IReadOnlyList<LogLine> Lines, int Moments, int Sent, int Paused, Tally Answers)
{
    /// <summary>The reason of a nudge of which nobody knows whether it arrived.</summary>
    public const string Unknown = "Unknown";

    private const int MostLines = 12;

    /// <param name="ledger">What the engine knows of what was handed to it, by week.</param>
    /// <param name="titles">What the items that are still there are called.</param>
    /// <param name="milestones">They stand among the lines, and are in none of the figures.</param>
    public static LogView Of(
        Community community, StoredNudges nudges, IReadOnlyDictionary<string, PostState> ledger, IReadOnlyDictionary<string, string> titles,
            IReadOnlyList<MilestoneRecord> milestones, DateTimeOffset now)
    {
        var year = nudges.State.Records.Where(record => record.At > now.AddYears(-1)).Select(record => (Record: record, Word: WordOf(record, ledger))).ToList();
        return new(
            [
                .. year.Select(one => (one.Record.At, Line: new LogLine(
                        LocalTime.DayIn(community.TimeZone, one.Record.At),
                        one.Word,
                        titles.GetValueOrDefault(one.Record.Choice?.Item ?? ""),
                        one.Record.Reason ?? (one.Word == LogWord.Failed ? Unknown : null))))
                    .Concat(milestones.Where(record => record.At > now.AddYears(-1)).Select(record => (record.At, Line: LineOf(community, record))))
                    .OrderByDescending(one => one.At).Take(MostLines).Select(one => one.Line),
            ],
            year.Count,
            year.Count(one => one.Word is LogWord.Sent or LogWord.ByHand),
            year.Count(one => one.Record.Reason == nameof(SkipReason.Paused)),
            year.Aggregate(Tally.None, (sum, one) => sum + nudges.Taste.Of(one.Record.Id)));
    }

    private static LogLine LineOf(Community community, MilestoneRecord record) =>
        new(LocalTime.DayIn(community.TimeZone, record.At), record.IsSaid ? LogWord.Sent : LogWord.Skipped, null, record.Reason, record.Months);

    private static LogWord WordOf(NudgeRecord record, IReadOnlyDictionary<string, PostState> ledger) => record.Outcome switch
    {
        NudgeOutcome.Sent => LogWord.ByHand,
        NudgeOutcome.Skipped => LogWord.Skipped,
        NudgeOutcome.Failed => LogWord.Failed,
        _ => ledger.TryGetValue(record.Id, out var state) ? state switch
        {
            PostState.Sent => LogWord.Sent,
            PostState.Refused or PostState.Unknown => LogWord.Failed,
            _ => LogWord.OnItsWay,
        } : LogWord.OnItsWay,
    };
}

/// <summary>Every nudge, skip and failure with its reason, and the figures with what they mean.</summary>
internal static class LogCard
{
    public static AdaptiveCard Render(LogView view) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.LogTitle,
        Body =
        [
            Parts.Head(NudgeTexts.LogTitle, []),
            .. view.Lines.Count == 0 ? [Parts.Paragraph(NudgeTexts.LogEmpty)] : Filled(view),
        ],
        Actions = [Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command)],
    };

    private static IReadOnlyList<CardElement> Filled(LogView view) =>
    [
        Parts.Facts([.. view.Lines.Select(line => new Fact(line.Day.ToString("d MMM", CultureInfo.CurrentCulture), Sentence(line)))]),
        Parts.Subheading(NudgeTexts.FiguresTitle),
        Parts.Facts(
            new(NudgeTexts.FigureSent, Words.Fill(view.Sent == view.Moments ? NudgeTexts.FigureSentAll : NudgeTexts.FigureSentValue, view.Sent, view.Moments)),
            new(NudgeTexts.FigureMuted, Words.Fill(NudgeTexts.FigureMutedValue, view.Paused, view.Moments, (int)Math.Round(100d * view.Paused / view.Moments))),
            new(NudgeTexts.FigureAnswers, Words.Fill(NudgeTexts.FigureAnswersValue, view.Answers.Inspires, view.Answers.WillDo, view.Answers.NotForUs))),
    ];

    private static string Sentence(LogLine line)
    {
        var title = line.Title is null ? NudgeTexts.ItemGone : Plain.Text(line.Title);
        return line switch
        {
            { Milestone: { } months, Word: LogWord.Sent } => Words.Fill(NudgeTexts.LogMilestone, months),
            { Milestone: { } months } => Words.Fill(NudgeTexts.LogMilestoneSkipped, months, WhyMilestone(line.Reason)),
            { Word: LogWord.ByHand } => Words.Fill(NudgeTexts.LogSentByHand, title),
            { Word: LogWord.Sent } => Words.Fill(NudgeTexts.LogSent, title),
            { Word: LogWord.OnItsWay } => Words.Fill(NudgeTexts.LogPlanned, title),
            { Word: LogWord.Skipped } => Words.Fill(NudgeTexts.LogSkipped, Why(line.Reason)),
            _ => Words.Fill(NudgeTexts.LogFailed, Why(line.Reason)),
        };
    }

    private static string WhyMilestone(string? reason) => reason == nameof(SkipReason.TooLate) ? NudgeTexts.WhyMilestoneTooLate : Why(reason);

    /// <summary>Why nothing was said, amid a sentence.</summary>
    public static string Why(string? reason) => reason switch
    {
        nameof(SkipReason.Paused) => NudgeTexts.WhyPaused,
        nameof(SkipReason.Quiet) => NudgeTexts.WhyQuiet,
        nameof(SkipReason.TooLate) => NudgeTexts.WhyTooLate,
        nameof(SkipReason.NothingLeft) => NudgeTexts.WhyNothingLeft,
        nameof(SkipReason.TeamArchived) or nameof(PostRefusal.WritesBlocked) => NudgeTexts.WhyArchived,
        nameof(SkipReason.BotRemoved) or nameof(PostRefusal.NotReachable) => NudgeTexts.WhyRemoved,
        nameof(SkipReason.ChannelGone) or nameof(PostRefusal.Gone) => NudgeTexts.WhyChannelGone,
        nameof(PostRefusal.TooLarge) => NudgeTexts.WhyTooLarge,
        LogView.Unknown => NudgeTexts.WhyUnknown,
        _ => NudgeTexts.WhyFailed,
    };
}
