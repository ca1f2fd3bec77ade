using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>What is known of a community's nudges, ready to show.</summary>
/// <param name="Next">The next nudge; null when none comes within a year.</param>
/// <param name="Last">The day of the last one that was sent.</param>
/// <param name="Why">Why the bot may not post; null when it may.</param>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
internal sealed record RhythmView(Rhythm Rhythm, string Zone, RhythmMoment? Next, DateOnly? Last, SkipReason? Why, DateOnly Today, string? Notice)
{
    public static RhythmView Of(Community community, NudgeState state, IReadOnlyList<QuietDays> quiet, DateTimeOffset now, string? notice) => new(
        community.Rhythm,
        community.TimeZone,
        community.NextNudge(now, quiet, state.Knows),
        state.Records.LastOrDefault(record => record.IsSaid) is { } last ? LocalTime.DayIn(community.TimeZone, last.At) : null,
        community.WhyNoPosts,
        community.Today(now),
        notice);

    /// <summary>A pause that still holds.</summary>
    public Pause? Pause => Rhythm.Pause is { } pause && pause.Covers(Today) ? pause : null;
}

/// <summary>When nudges come, and the ways to change that.</summary>
internal static class RhythmCard
{
    public static AdaptiveCard Render(RhythmView view) => new()
    {
        Lang = Language.Current,
        FallbackText = $"{NudgeTexts.Title}: {Next(view)}",
        Body =
        [
            .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(NoticeKind.Good, notice) : null),
            Parts.Head(NudgeTexts.Title, [StateOf(view)]),
            Parts.Hint(NudgeTexts.Intro),
            .. Parts.Optional(Silence(view) is { } silence ? Parts.Notice(view.Why is null ? NoticeKind.Info : NoticeKind.Attention, silence) : null),
            Parts.Facts(
                new(NudgeTexts.NextLabel, Next(view)),
                new(NudgeTexts.RhythmLabel, Words.Fill(
                    view.Rhythm.Cadence == Cadence.Weekly ? NudgeTexts.Weekly : NudgeTexts.TwoWeekly, DayName(view.Rhythm.Day), Words.Clock(view.Rhythm.Time))),
                new(NudgeTexts.LastLabel, view.Last is { } last ? Words.Day(last) : NudgeTexts.NoLast)),
            Parts.Hint(NudgeTexts.Holidays),
        ],
        Actions =
        [
            NudgeData.Button(NudgeTexts.Preview, PreviewNudge.Verb, "") with { Style = ActionStyle.Positive },
            NudgeData.Button(NudgeTexts.Settings, EditRhythm.Verb, ""),
            view.Pause is null ? NudgeData.Button(NudgeTexts.PauseButton, AskPause.Verb, "") : NudgeData.Button(NudgeTexts.Resume, ResumeNudges.Verb, ""),
            NudgeData.Button(NudgeTexts.More, ShowRhythmMore.Verb, ""),
        ],
    };

    /// <summary>What is needed less often, for whoever asked for it.</summary>
    public static AdaptiveCard More() => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.Title,
        Body = [Parts.Head(NudgeTexts.Title, []), Parts.Hint(NudgeTexts.MoreIntro)],
        Actions =
        [
            NudgeData.Button(NudgeTexts.SendNow, SendNudge.Verb, ""),
            Parts.CommandButton(NudgeTexts.Log, ShowNudgeLog.Command),
            Parts.CommandButton(NudgeTexts.QuietButton, ShowQuietDays.Command),
            Parts.CommandButton(NudgeTexts.Back, ShowNudges.Command),
        ],
    };

    /// <summary>A moment in the community's zone, as people write it.</summary>
    public static string Moment(RhythmMoment slot, string zone) => Words.Fill(
        NudgeTexts.Moment, slot.Day.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture), Words.Clock(TimeOnly.FromDateTime(LocalTime.In(zone, slot.At))),
            zone);

    public static string DayName(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    /// <summary>As a form carries it.</summary>
    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static Badge StateOf(RhythmView view) => view switch
    {
        { Why: not null } => Parts.Badge(NudgeTexts.IsSilent, BadgeStyle.Attention),
        { Pause: not null } => Parts.Badge(NudgeTexts.IsPaused, BadgeStyle.Warning),
        _ => Parts.Badge(NudgeTexts.IsOn, BadgeStyle.Good),
    };

    private static string Next(RhythmView view) => view.Next is { } next ? Moment(next, view.Zone) : NudgeTexts.NoNext;

    private static string? Silence(RhythmView view) => view switch
    {
        { Why: SkipReason.ChannelGone } => NudgeTexts.SilentGone,
        { Why: SkipReason.BotRemoved } => NudgeTexts.SilentRemoved,
        { Why: SkipReason.TeamArchived } => NudgeTexts.SilentArchived,
        { Pause: { } pause } => Words.Fill(NudgeTexts.Paused, Words.Day(pause.Until)),
        _ => null,
    };
}
