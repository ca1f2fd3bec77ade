using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>The monthly question, ready to show. The name is what people typed.</summary>
/// <param name="Month">In which it is asked, by its first day.</param>
/// <param name="Hours">What the person themself wrote, in hours a week; null when they wrote nothing.</param>
/// <param name="Answer">What they answered; null while they did not.</param>
internal sealed record TimeView(string ChannelId, string Community, IReadOnlyList<Role> Roles, DateOnly Month, decimal? Hours, TimeAnswer? Answer = null);

/// <summary>What was answered in two months in a row: numbers, no names and no roles.</summary>
internal sealed record TimeShortView(string Community, IReadOnlyList<MonthOfTime> Months, NextPresses Next);

/// <param name="Month">Its first day.</param>
internal sealed record MonthOfTime(DateOnly Month, (int Yes, int Partly, int No) Said);

/// <summary>The cards about the time that was agreed.</summary>
internal static class TimeCard
{
    public static AdaptiveCard Question(TimeView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            .. Parts.Optional(view.Answer is { } answer ? Parts.Notice(NoticeKind.Good, Words.Fill(TimeTexts.Noted, Name(answer))) : null),
            Parts.Head(TimeTexts.Title, [Parts.Badge(MonthOf(view.Month), BadgeStyle.Informative, "CalendarClock")]),
            Parts.Paragraph(Words.Fill(TimeTexts.About, Roles(view), Plain.Text(view.Community))),
            .. Parts.Optional(view is { Hours: { } hours, Answer: null } ? Parts.Hint(Words.Fill(TimeTexts.YouWrote, hours)) : null),
            Parts.Hint(view.Answer is null ? TimeTexts.WhatFor : TimeTexts.ChangeHint),
        ],
        Actions = [.. Enum.GetValues<TimeAnswer>().Where(answer => answer != view.Answer).Select(answer => Button(view, answer))],
    };

    public static string Summary(TimeView view) => Words.Fill(TimeTexts.Summary, Plain.OneLine(view.Community));

    public static AdaptiveCard Short(TimeShortView view) => new()
    {
        Lang = Language.Current,
        FallbackText = ShortSummary(view),
        Body =
        [
            Parts.Head(Words.Fill(TimeTexts.ShortTitle, Plain.Text(view.Community)), [Parts.Badge(TimeTexts.ShortBadge, BadgeStyle.Attention)]),
            Parts.Paragraph(TimeTexts.ShortText),
            Parts.StackedBars(TimeTexts.ShortChart, [.. view.Months.Select(BarOf)]),
            Parts.Hint(TimeTexts.ShortDefinition),
            Parts.Group(TimeTexts.ShortStepTitle, state: null, Parts.Paragraph(TimeTexts.ShortStep)),
        ],
        Actions = (view.Next with { Look = (TimeTexts.ShortSettings, CommandNames.Nudge) }).Buttons(),
    };

    public static string ShortSummary(TimeShortView view) => Words.Fill(TimeTexts.ShortTitle, Plain.OneLine(view.Community));

    private static StackedBar BarOf(MonthOfTime month) => new(
        MonthOf(month.Month),
        [
            new(TimeTexts.Yes, month.Said.Yes) { Color = ChartColor.Good },
            new(TimeTexts.Partly, month.Said.Partly) { Color = ChartColor.Warning },
            new(TimeTexts.No, month.Said.No) { Color = ChartColor.Attention },
        ]);

    private static string MonthOf(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    private static ActionExecute Button(TimeView view, TimeAnswer answer) => new()
    {
        Title = Name(answer),
        Verb = AnswerTime.Verb,
        Data = new TimeFacts(view.ChannelId, TimeAnswers.Written(view.Month), answer).Data,
    };

    private static string Name(TimeAnswer answer) => answer switch
    {
        TimeAnswer.Yes => TimeTexts.Yes,
        TimeAnswer.Partly => TimeTexts.Partly,
        _ => TimeTexts.No,
    };

    private static string Roles(TimeView view) => string.Join(", ", view.Roles.Select(Words.RoleAmid));
}
