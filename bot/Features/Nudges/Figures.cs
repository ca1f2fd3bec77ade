using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>How the weekly message does in a whole organisation: numbers, of no community by name.</summary>
/// <param name="Registered">Communities that are registered now.</param>
/// <param name="Paused">Of those: the ones that paused, and so get nothing.</param>
/// <param name="Silent">Of those: the ones that cannot be reached, whether paused or not.</param>
/// <param name="Skipped">Moments of this month on which nothing was said, by reason.</param>
internal sealed record Figures(DateOnly Month, int Registered, int Paused, int Silent, int Sent, int Failed, IReadOnlyDictionary<string, int> Skipped,
    Tally Answers)
{
    public static Figures Of(DateOnly month) => new(month, 0, 0, 0, 0, 0, new Dictionary<string, int>(), Tally.None);

    /// <summary>Communities that get the message.</summary>
    public int Reached => Registered - Paused - Silent;

    public int MutePercent => Registered == 0 ? 0 : (int)Math.Round(100d * Paused / Registered);

    /// <summary>With one community more.</summary>
    public Figures With(Community community, StoredNudges nudges, DateTimeOffset now)
    {
        if (!community.IsRegistered) return this;
        var today = community.Today(now);
        var isSilent = community.WhyNoPosts is not null;
        var records = nudges.State.Records.Where(record => LocalTime.DayIn(community.TimeZone, record.At) >= Month && record.At <= now).ToList();
        return this with
        {
            Registered = Registered + 1,
            Silent = Silent + (isSilent ? 1 : 0),
            Paused = Paused + (!isSilent && community.Rhythm.Pause?.Covers(today) == true ? 1 : 0),
            Sent = Sent + records.Count(record => record.IsSaid),
            Failed = Failed + records.Count(record => record.Outcome == NudgeOutcome.Failed),
            Skipped = records.Where(record => record.Outcome == NudgeOutcome.Skipped).CountBy(record => record.Reason ?? "")
                .Concat(Skipped).GroupBy(reason => reason.Key).ToDictionary(reason => reason.Key, reason => reason.Sum(one => one.Value)),
            Answers = records.Aggregate(Answers, (sum, record) => sum + nudges.Taste.Of(record.Id)),
        };
    }
}

/// <summary>The figures for administrators, each with what is counted.</summary>
internal static class FiguresCard
{
    public static AdaptiveCard Render(Figures figures) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.OrganisationTitle,
        Body =
        [
            Parts.Head(NudgeTexts.OrganisationTitle, []),
            Parts.Subheading(NudgeTexts.OrganisationNow),
            Parts.Facts(
                new(NudgeTexts.OrganisationReached, Words.Fill(NudgeTexts.OrganisationReachedValue, figures.Reached, figures.Registered)),
                new(NudgeTexts.OrganisationMuted, Words.Fill(NudgeTexts.OrganisationMutedValue, figures.Paused, figures.Registered, figures.MutePercent)),
                new(NudgeTexts.OrganisationSilent, Words.Fill(NudgeTexts.OrganisationSilentValue, figures.Silent, figures.Registered))),
            Parts.Subheading(Words.Fill(NudgeTexts.OrganisationMonth, Words.Day(figures.Month))),
            Parts.Facts(
            [
                new(NudgeTexts.FigureSent, Words.Fill(NudgeTexts.OrganisationSentValue, figures.Sent)),
                .. Parts.Optional<Fact>(figures.Failed > 0
                    ? new(NudgeTexts.OrganisationFailed, Words.Fill(NudgeTexts.OrganisationFailedValue, figures.Failed)) : null),
                .. figures.Skipped.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal)
                    .Select(reason => new Fact(NudgeTexts.OrganisationSkipped,
                        Words.Fill(NudgeTexts.OrganisationSkippedValue, reason.Value, LogCard.Why(reason.Key)))),
                new(NudgeTexts.FigureAnswers, Words.Fill(NudgeTexts.FigureAnswersValue, figures.Answers.Inspires, figures.Answers.WillDo,
                    figures.Answers.NotForUs)),
            ]),
            Parts.Hint(NudgeTexts.OrganisationSource),
        ],
    };
}
