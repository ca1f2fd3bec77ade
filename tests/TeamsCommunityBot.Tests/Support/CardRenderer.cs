using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>How a person looks at a card.</summary>
/// <param name="Width">Of the card, in CSS pixels: the narrowest of a phone, and a wide channel.</param>
/// <param name="Theme">One of Teams' three.</param>
internal sealed record CardView(string Device, int Width, string Theme)
{
    private const string Light = "light";
    private const string Dark = "dark";
    private const string Contrast = "contrast";

    /// <summary>The card's own width, and the page's edge on both sides.</summary>
    public int Window => Width + 24;

    /// <summary>A phone and a desktop, each light, dark and in high contrast.</summary>
    public static IReadOnlyList<CardView> All { get; } =
    [
        new("phone", 345, Light), new("phone", 345, Dark), new("phone", 345, Contrast),
        new("desktop", 800, Light), new("desktop", 800, Dark), new("desktop", 800, Contrast),
    ];

    public override string ToString() => $"{Device}-{Theme}";
}

/// <summary>
/// Renders cards in Chromium with the official <c>adaptivecards</c> library, all on one page, under a host configuration that looks as Teams does
/// (<c>Support/CardPage</c>) and with Markdown read as Teams on the web reads it.
/// </summary>
internal sealed class CardRenderer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(NodeTools.Folder, "..", "CardPage");
    private readonly IPage page;

    private CardRenderer(IPage page) => this.page = page;

    /// <summary>By card: what the library says is wrong with it, and what of its words is not shown as they are written.</summary>
    public required IReadOnlyDictionary<string, string[]> Problems { get; init; }

    public static async Task<CardRenderer> ShowAsync(Chromium chromium, CardView view, IEnumerable<(string Name, string Json)> cards)
    {
        var page = await chromium.OpenAsync(view.Window, dark: view.Theme != "light");
        await page.SetContentAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "page.html")));
        foreach (var script in new[] { "adaptivecards/dist/adaptivecards.min.js", "markdown-it/dist/browser/markdown-it.umd.min.js", "axe-core/axe.min.js" })
            await page.AddScriptTagAsync(new() { Path = await NodeTools.PathAsync(script) });
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Folder, "page.js") });
        await page.EvaluateAsync("theme => document.documentElement.classList.add(theme)", view.Theme);
        var shown = new JsonArray([.. cards.Select(card => new JsonObject { ["name"] = card.Name, ["json"] = JsonNode.Parse(card.Json) })]);
        var problems = await page.EvaluateAsync<string>(
            "([cards, host, theme]) => JSON.stringify(showCards(JSON.parse(cards), { ...JSON.parse(host), ...JSON.parse(theme) }))",
            new[] { shown.ToJsonString(), await ConfigAsync("host.json"), await ConfigAsync($"host.{view.Theme}.json") });
        return new(page) { Problems = JsonSerializer.Deserialize<Dictionary<string, string[]>>(problems)! };
    }

    /// <summary>What axe finds that stands in somebody's way; empty when nothing does.</summary>
    public Task<string[]> BarriersAsync() => page.EvaluateAsync<string[]>("findBarriers()");

    /// <summary>How high a card stands there, in CSS pixels.</summary>
    public Task<double> HeightAsync(string card) =>
        page.Locator($"article[id='{card}']").EvaluateAsync<double>("article => article.getBoundingClientRect().height");

    /// <summary>A picture of one card, as PNG.</summary>
    public Task<byte[]> PictureAsync(string card) => page.Locator($"article[id='{card}']").ScreenshotAsync();

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();

    private static Task<string> ConfigAsync(string file) => File.ReadAllTextAsync(Path.Combine(Folder, file));
}
