using System.Globalization;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>The rounds of one figure, told as median and range.</summary>
internal sealed record Figures(IReadOnlyList<double> Values)
{
    public double Median { get; } = Values.Count == 0 ? double.NaN : Middle([.. Values.Order()]);

    /// <summary><c>1,234 (1,200-1,300)</c>.</summary>
    public string Show(string format = "N0") =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Median.ToString(format, CultureInfo.InvariantCulture)} "
            + $"({Values.Min().ToString(format, CultureInfo.InvariantCulture)}-{Values.Max().ToString(format, CultureInfo.InvariantCulture)})");

    private static double Middle(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
