using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>A card of no feature that holds each part once, so that parts are proven before and beside the cards that use them.</summary>
internal static class SpecimenGallery
{
    private static readonly DateOnly First = new(2026, 5, 1);

    public static IEnumerable<GalleryCard> Cards => [.. CardGallery.Card("specimen", Elements), .. CardGallery.Card("specimen-charts", Charts)];

    private static AdaptiveCard Elements(PeoplesText people) => Card(
    [
        Parts.Head(
            Plain.Text(people.Community),
            [Parts.Badge("Startfase, maand 5 van 12", BadgeStyle.Informative, "CalendarClock"), Parts.Badge("1 rol open", BadgeStyle.Attention)],
            Parts.Bar(5, 12)),
        Parts.PersonRow("Bouwer", "maakt de plek", Plain.Text(people.Person), "sinds 1 mei 2026", Sign(SignOf.Bouwer), Parts.Badge("Bezet", BadgeStyle.Good)),
        Parts.PersonRow("Verbinder", "", "Nog niemand", "", Sign(SignOf.Verbinder), Parts.Badge("Open", BadgeStyle.Attention)),
        Parts.PersonRow("Aanjager", "", "Iemand is gevraagd", "", Sign(SignOf.Aanjager), Parts.Badge("Gevraagd", BadgeStyle.Warning)),
        Parts.Progress(12, 40, "Leden: 12 van 40", ProgressColor.Warning),
        new ColumnSet([new("auto", [Parts.Icon("CalendarCheckmark", TextColor.Accent)]), new("stretch", [new TextBlock("Volgende activiteit: inloopmiddag")])]),
        Parts.Table(["Naam", "Rollen", "Tempo"], [[Plain.Text(people.Community), "2 van 3", "iets achter"], ["Lezen in Zeeland", "3 van 3", "op schema"]]),
        new Container([new TextBlock("Een rand en ronde hoeken.")])
        {
            ShowBorder = true,
            RoundedCorners = true,
            TargetWidth = TargetWidth.AtLeastNarrow,
            Requires = new Dictionary<string, string> { ["responsiveLayout"] = "1.0" },
            Fallback = new TextBlock("Een rand en ronde hoeken."),
        },
        Parts.Next("De ene stap die nu het meest helpt", "Eerst dit", "PersonAdd", Parts.CommandButton("Rollen", "roles")),
        new ActionSet([More]),
        Parts.Sign(SignOf.All, "Het teken van de bot"),
    ]);

    private static AdaptiveCard Charts(PeoplesText people) => Card(
    [
        Parts.Heading(Plain.Text(people.Theme)),
        Parts.Lines(
            "Leden",
            [
                new("Leden", [.. Enumerable.Range(0, 7).Select(month => (First.AddMonths(month), 4.5 + month))], ChartColor.CategoricalBlue),
                new("Tempo", [(First, 4), (First.AddMonths(6), 18)], ChartColor.Neutral),
            ],
            Words.Day),
        Parts.Stacked(
            "Elf punten",
            new("in orde", 8) { Color = ChartColor.Good },
            new("aandacht", 2) { Color = ChartColor.Warning },
            new("onbekend", 1) { Color = ChartColor.Neutral }),
        Parts.StackedBars(
            "Rollen per doel",
            [
                new("Digitaal", [new("bezet", 5) { Color = ChartColor.Good }, new("open", 1) { Color = ChartColor.Attention }]),
                new("Lezen", [new("bezet", 2), new("open", 4)]),
            ]),
        Parts.Bars("Deelnemers", new("Inloop", 1200), new("Cursus", 8)),
        Parts.Columns("Activiteiten", new("mei", 2), new("juni", 3)),
        Parts.Donut("Energie", "Goed", new("Goed", 6), new("Matig", 2)),
        Parts.Gauge("Tempo", 12, "iets achter", new("achter", 18) { Color = ChartColor.Warning }, new("voor", 22) { Color = ChartColor.Good }),
    ]);

    private static ActionPopover More => new(new Container([new TextBlock("Uitleg"), new ActionSet([Parts.CommandButton("Hulp", "help")])]))
    {
        Title = "Meer",
        Position = PopoverPosition.Below,
        Fallback = Parts.CommandButton("Meer", "help"),
    };

    private static Image Sign(SignOf sign) => Parts.Sign(sign, sign.ToString());

    private static AdaptiveCard Card(IReadOnlyList<CardElement> body) => new()
    {
        Lang = Language.Current,
        FallbackText = "Elk onderdeel een keer.",
        Body = body,
        Actions = [Parts.CommandButton("Hulp", "help")],
    };
}
