using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Cards;
using Tongue = TeamsCommunityBot.Turns.Language;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>Whether a client that knows nothing newer than version 1.5 says all that the others say.</summary>
internal static class FallbackWords
{
    private const int PointsInWords = 5;
    private static readonly string[] Shown = ["text", "title", "value", "label", "placeholder", "altText"];

    /// <summary>What the newer elements of a card say and the card of fallbacks does not; empty when nothing.</summary>
    public static IReadOnlyList<string> Missing(AdaptiveCard card)
    {
        using var _ = Tongue.Use(card.Lang);
        var visible = Visible(PlainElements.Of(card));
        return [.. Collector.Of(card).SelectMany(Words).Where(word => !visible.Contains(word, StringComparison.Ordinal)).Distinct()];
    }

    /// <summary>What of a view the card of fallbacks does not say; empty when nothing.</summary>
    /// <param name="view">A record of facts: its texts, numbers and days count, and those of the records in it.</param>
    /// <param name="unseen">Names of properties that are for buttons, and for nobody's eyes.</param>
    public static IReadOnlyList<string> Missing(object view, AdaptiveCard card, params IReadOnlyList<string> unseen)
    {
        using var _ = Tongue.Use(card.Lang);
        var visible = Visible(PlainElements.Of(card));
        return [.. Facts(view, unseen).Where(fact => !visible.Contains(fact, StringComparison.Ordinal)).Distinct()];
    }

    /// <summary>Everything on a card that a person can read, a line each.</summary>
    public static string Visible(AdaptiveCard card)
    {
        var json = JsonSerializer.SerializeToNode(card, CardJson.Default.AdaptiveCard);
        return string.Join('\n', Texts(json));
    }

    private static IEnumerable<string> Facts(object? fact, IReadOnlyList<string> unseen) => fact switch
    {
        null or bool or Enum => [],
        string text => text.Length == 0 ? [] : [Plain.Text(text)],
        int number => [number.ToString(CultureInfo.CurrentCulture)],
        double number => [Parts.Number(number)],
        DateOnly day => [TeamsCommunityBot.Turns.Words.Day(day)],
        System.Collections.IEnumerable several => several.Cast<object?>().SelectMany(one => Facts(one, unseen)),
        _ => fact.GetType().GetProperties()
            .Where(property => property.GetMethod is { IsStatic: false } && property.GetIndexParameters().Length == 0 && !unseen.Contains(property.Name))
            .SelectMany(property => Facts(property.GetValue(fact), unseen)),
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray several => several.SelectMany(Texts),
        JsonObject part => part.Where(property => property.Key != "data").SelectMany(property =>
            Shown.Contains(property.Key) && property.Value is JsonValue value && value.TryGetValue(out string? text) ? [text] : Texts(property.Value)),
        _ => [],
    };

    private static IEnumerable<string> Words(CardElement element) => element switch
    {
        Badge badge => [badge.Text],
        ProgressBar bar => [Parts.Number(bar.Value), Parts.Number(bar.Max)],
        CompoundButton button => [button.Title, .. Parts.Optional(button.Description), .. Parts.Optional(button.Badge)],
        Chart chart => [chart.Title, .. Numbers(chart)],
        _ => [],
    };

    private static IEnumerable<string> Numbers(Chart chart) => chart switch
    {
        LineChart line => line.Data.SelectMany(one => one.Values.TakeLast(PointsInWords).Select(point => Parts.Number(point.Y)).Prepend(one.Legend)),
        StackedBarChart bars => bars.Data.SelectMany(bar => Of(bar.Data).Prepend(bar.Title)),
        HorizontalBarChart bars => bars.Data.Select(bar => $"{bar.X}: {Parts.Number(bar.Y)}"),
        VerticalBarChart bars => bars.Data.Select(bar => $"{bar.X}: {Parts.Number(bar.Y)}"),
        DonutChart donut => [.. Of(donut.Data), .. Parts.Optional(donut.Value)],
        GaugeChart gauge => [Parts.Number(gauge.Value), .. Parts.Optional(gauge.SubLabel), .. gauge.Segments?.Select(segment => segment.Legend) ?? []],
        _ => throw new NotSupportedException($"Say what {chart.GetType().Name} shows."),
    };

    private static IEnumerable<string> Of(IEnumerable<ChartPart> parts) => parts.Select(part => $"{part.Legend}: {Parts.Number(part.Value)}");

    private sealed class Collector : CardRewriter
    {
        private readonly List<CardElement> _newer = [];

        public static IReadOnlyList<CardElement> Of(AdaptiveCard card)
        {
            var collector = new Collector();
            collector.Card(card);
            return collector._newer;
        }

        protected override CardElement? Element(CardElement element)
        {
            if (element is NewerElement) _newer.Add(element);
            return Within(element);
        }
    }
}
