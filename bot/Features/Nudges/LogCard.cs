using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>A line of the log.</summary>
/// <param name="Title">What was said; null when nothing was, or when its text is no longer there.</param>
internal sealed record LogLine(DateOnly Day, NudgeOutcome Outcome, string? Title, string? Reason, bool ByHand);

/// <summary>What became of the nudges of a community.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Moments">How many moments there were within the year.</param>
internal sealed record LogView(IReadOnlyList<LogLine> Lines, int Moments, int Sent, int Paused, Tally Answers)
{
    private const int MostLines = 12;

    /// <param name="titles">What the items that are still there are called.</param>
    public static LogView Of(Community community, StoredNudges nudges, IReadOnlyDictionary<string, string> titles, DateTimeOffset now)
    {
        var year = nudges.State.Records.Where(record => record.At > now.AddYears(-1)).ToList();
        return new(
            [
                .. year.TakeLast(MostLines).Reverse().Select(record => new LogLine(
                    LocalTime.DayIn(community.TimeZone, record.At), record.Outcome, titles.GetValueOrDefault(record.Choice?.Item ?? ""), record.Reason, record.ByHand)),
            ],
            year.Count,
            year.Count(record => record.Outcome == NudgeOutcome.Sent),
            year.Count(record => record.Reason == nameof(SkipReason.Paused)),
            year.Aggregate(Tally.None, (sum, record) => sum + nudges.Taste.Of(record.Id)));
    }
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
            Parts.Heading(NudgeTexts.LogTitle),
            .. view.Lines.Count == 0 ? [Parts.Paragraph(NudgeTexts.LogEmpty)] : Filled(view),
        ],
        Actions = [Parts.CommandButton(NudgeTexts.Back, "nudge")],
    };

    private static IReadOnlyList<CardElement> Filled(LogView view) =>
    [
        Parts.Facts([.. view.Lines.Select(line => new Fact(line.Day.ToString("d MMM yyyy", CultureInfo.CurrentCulture), Sentence(line)))]),
        Parts.Subheading(NudgeTexts.FiguresTitle),
        Parts.Facts(
            new(NudgeTexts.FigureSent, Words.Fill(NudgeTexts.FigureSentValue, view.Sent, view.Moments)),
            new(NudgeTexts.FigureMuted, Words.Fill(NudgeTexts.FigureMutedValue, view.Paused, view.Moments, (int)Math.Round(100d * view.Paused / view.Moments))),
            new(NudgeTexts.FigureAnswers, Words.Fill(NudgeTexts.FigureAnswersValue, view.Answers.Inspires, view.Answers.WillDo, view.Answers.NotForUs))),
    ];

    private static string Sentence(LogLine line)
    {
        var title = line.Title is null ? NudgeTexts.ItemGone : Plain.Text(line.Title);
        return line switch
        {
            { Outcome: NudgeOutcome.Sent, ByHand: true } => Words.Fill(NudgeTexts.LogSentByHand, title),
            { Outcome: NudgeOutcome.Sent } => Words.Fill(NudgeTexts.LogSent, title),
            { Outcome: NudgeOutcome.Planned } => Words.Fill(NudgeTexts.LogPlanned, title),
            { Outcome: NudgeOutcome.Skipped } => Words.Fill(NudgeTexts.LogSkipped, Why(line.Reason)),
            _ => Words.Fill(NudgeTexts.LogFailed, Why(line.Reason)),
        };
    }

    private static string Why(string? reason) => reason switch
    {
        nameof(SkipReason.Paused) => NudgeTexts.WhyPaused,
        nameof(SkipReason.Quiet) => NudgeTexts.WhyQuiet,
        nameof(SkipReason.TooLate) => NudgeTexts.WhyTooLate,
        nameof(SkipReason.NothingLeft) => NudgeTexts.WhyNothingLeft,
        nameof(SkipReason.TeamArchived) or nameof(PostRefusal.WritesBlocked) => NudgeTexts.WhyArchived,
        nameof(SkipReason.BotRemoved) or nameof(PostRefusal.NotReachable) => NudgeTexts.WhyRemoved,
        nameof(SkipReason.ChannelGone) or nameof(PostRefusal.Gone) => NudgeTexts.WhyChannelGone,
        nameof(PostRefusal.TooLarge) => NudgeTexts.WhyTooLarge,
        NudgeDecision.Unknown => NudgeTexts.WhyUnknown,
        _ => NudgeTexts.WhyFailed,
    };
}
