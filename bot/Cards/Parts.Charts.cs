using System.Globalization;

namespace TeamsCommunityBot.Cards;

/// <summary>Pictures of numbers, each with the numbers in words for the clients that draw none: every phone is one of them.</summary>
public static partial class Parts
{
    /// <summary>How many points of a line the fallback says.</summary>
    private const int PointsInWords = 5;

    /// <summary>Lines over days, each point a day and a number; the fallback says the last five of each.</summary>
    /// <param name="title">What the numbers are.</param>
    /// <param name="dayInWords">A day as people write it.</param>
    public static Chart Lines(string title, IReadOnlyList<Series> series, Func<DateOnly, string> dayInWords) => new LineChart([.. series.Select(DataOf)])
    {
        Title = title,
        ShowTitle = true,
        ShowLegend = true,
        YMin = 0,
        Fallback = InWords(title, series.Select(one => $"{one.Legend}: {LastOf(one, dayInWords)}")),
    };

    /// <summary>One bar of parts, such as how many of eleven checks are well.</summary>
    public static Chart Stacked(string title, params IReadOnlyList<ChartPart> parts) => new StackedBarChart([new(title, parts)])
    {
        Title = title,
        ShowLegend = true,
        Fallback = InWords(title, [string.Join(" · ", Together(parts))]),
    };

    /// <summary>Several bars of the same parts, below each other.</summary>
    public static Chart StackedBars(string title, IReadOnlyList<StackedBar> bars) => new StackedBarChart(bars)
    {
        Title = title,
        ShowTitle = true,
        ShowLegend = true,
        Fallback = InWords(title, bars.Select(bar => $"{bar.Title}: {string.Join(" · ", Together(bar.Data))}")),
    };

    /// <summary>Bars below each other, each with its number.</summary>
    public static Chart Bars(string title, params IReadOnlyList<BarValue> bars) => new HorizontalBarChart(bars)
    {
        Title = title,
        ShowTitle = true,
        DisplayMode = BarDisplay.AbsoluteWithAxis,
        Fallback = InWords(title, bars.Select(InWords)),
    };

    /// <summary>Bars beside each other, such as one for each month.</summary>
    public static Chart Columns(string title, params IReadOnlyList<BarValue> bars) => new VerticalBarChart(bars)
    {
        Title = title,
        ShowTitle = true,
        ShowBarValues = true,
        Fallback = InWords(title, bars.Select(InWords)),
    };

    /// <summary>A ring of parts.</summary>
    /// <param name="middle">The words in it; the fallback opens with them.</param>
    public static Chart Donut(string title, string middle, params IReadOnlyList<ChartPart> parts) => new DonutChart(parts)
    {
        Title = title,
        ShowTitle = true,
        ShowLegend = true,
        Value = middle,
        Fallback = InWords(title, [middle, .. Together(parts)]),
    };

    /// <summary>A needle over segments.</summary>
    /// <param name="words">What the needle shows, in words.</param>
    public static Chart Gauge(string title, double value, string words, params IReadOnlyList<GaugeSegment> segments) => new GaugeChart(value)
    {
        Title = title,
        ShowTitle = true,
        ShowLegend = true,
        Min = 0,
        Max = segments.Sum(segment => segment.Size),
        Segments = segments,
        ValueFormat = GaugeFormat.Fraction,
        SubLabel = words,
        Fallback = InWords(title,
        [
            words,
            $"{Number(value)} / {Number(segments.Sum(segment => segment.Size))}",
            string.Join(" · ", segments.Select(segment => $"{segment.Legend}: {Number(segment.Size)}")),
        ]),
    };

    /// <summary>A number as people of the turn's language write it, with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.CurrentCulture);

    private static LineData DataOf(Series series) => new(series.Legend, [.. series.Points.Select(point => new LinePoint(Iso(point.Day), point.Value))])
    {
        Color = series.Color,
    };

    private static string LastOf(Series series, Func<DateOnly, string> dayInWords) =>
        string.Join(" · ", series.Points.TakeLast(PointsInWords).Select(point => $"{dayInWords(point.Day)} {Number(point.Value)}"));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Container InWords(string title, IEnumerable<string> lines) =>
        new([new TextBlock(title) { Weight = TextWeight.Bolder }, .. lines.Select(line => new TextBlock(line) { Spacing = Spacing.None })]);

    private static string InWords(BarValue bar) => $"{bar.X}: {Number(bar.Y)}";

    private static IEnumerable<string> Together(IEnumerable<ChartPart> parts) => parts.Select(part => $"{part.Legend}: {Number(part.Value)}");
}

/// <summary>One line of <see cref="Parts.Lines"/>.</summary>
public sealed record Series(string Legend, IReadOnlyList<(DateOnly Day, double Value)> Points, ChartColor? Color = null);
