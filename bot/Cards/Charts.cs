namespace TeamsCommunityBot.Cards;

/// <summary>A picture of numbers. Teams on a phone knows none of them and shows the fallback, which says the numbers in words.</summary>
public abstract record Chart : NewerElement
{
    /// <summary>What the picture is of; also what a screen reader says.</summary>
    public required string Title { get; init; }

    public bool? ShowTitle { get; init; }

    public bool? ShowLegend { get; init; }
}

/// <summary>Lines over time.</summary>
public sealed record LineChart(IReadOnlyList<LineData> Data) : Chart
{
    public string? XAxisTitle { get; init; }

    public string? YAxisTitle { get; init; }

    public double? YMin { get; init; }

    public double? YMax { get; init; }
}

/// <summary>One line of a <see cref="LineChart"/>.</summary>
public sealed record LineData(string Legend, IReadOnlyList<LinePoint> Values)
{
    public ChartColor? Color { get; init; }
}

/// <param name="X">A day as <c>yyyy-MM-dd</c>: where all are days, the axis is one of time.</param>
public sealed record LinePoint(string X, double Y);

/// <summary>Bars below each other.</summary>
public sealed record HorizontalBarChart(IReadOnlyList<BarValue> Data) : Chart
{
    public BarDisplay? DisplayMode { get; init; }
}

/// <summary>Bars beside each other.</summary>
public sealed record VerticalBarChart(IReadOnlyList<BarValue> Data) : Chart
{
    public bool? ShowBarValues { get; init; }
}

/// <param name="X">What the bar stands for.</param>
public sealed record BarValue(string X, double Y)
{
    public ChartColor? Color { get; init; }
}

/// <summary>Bars of parts.</summary>
public sealed record StackedBarChart(IReadOnlyList<StackedBar> Data) : Chart;

/// <summary>One bar of a <see cref="StackedBarChart"/>.</summary>
public sealed record StackedBar(string Title, IReadOnlyList<ChartPart> Data);

/// <summary>A part of a whole.</summary>
public sealed record ChartPart(string Legend, double Value)
{
    public ChartColor? Color { get; init; }
}

/// <summary>A ring of parts. Some renderers drop the words in its middle, so they stand beside it too.</summary>
public sealed record DonutChart(IReadOnlyList<ChartPart> Data) : Chart
{
    /// <summary>The words in the middle.</summary>
    public string? Value { get; init; }

    public DonutThickness? Thickness { get; init; }
}

/// <summary>A needle over segments.</summary>
public sealed record GaugeChart(double Value) : Chart
{
    public double? Min { get; init; }

    public double? Max { get; init; }

    public IReadOnlyList<GaugeSegment>? Segments { get; init; }

    public GaugeFormat? ValueFormat { get; init; }

    public string? SubLabel { get; init; }
}

/// <param name="Size">How much of the range it takes, in the units of the value.</param>
public sealed record GaugeSegment(string Legend, double Size)
{
    public ChartColor? Color { get; init; }
}
