using System.Text;
using TeamsCommunityBot.Tests.Cards;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>Pictures of all cards on one page, for people to look at. Taken where <c>CARD_GALLERY</c> names a folder.</summary>
internal static class CardPictures
{
    /// <summary>Where the pictures go, relative to the top of the source tree; null when nobody wants them.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("CARD_GALLERY") is { Length: > 0 } folder
        ? Path.GetFullPath(folder, Repository.Root)
        : null;

    public static async Task TakeAsync(string folder, CardView view, CardRenderer cards)
    {
        Directory.CreateDirectory(folder);
        foreach (var card in CardGallery.Cards)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{card.Golden}.{view}.png"), await cards.PictureAsync(card.Golden));
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), Page());
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Every card</title>
            <style>body{font:14px/1.4 sans-serif;margin:24px;background:#8a8a8a}div{display:flex;gap:16px;align-items:flex-start;margin-bottom:32px}h2{margin:0 0 8px}</style>
            <h1>Every card, on a phone and a desktop, light, dark and in high contrast</h1>

            """);
        foreach (var card in CardGallery.Cards)
        {
            page.Append("<h2>").Append(card.Golden).Append("</h2><div>");
            foreach (var view in CardView.All)
                page.Append("<img alt=\"").Append(view).Append("\" src=\"").Append(card.Golden).Append('.').Append(view).Append(".png\">");
            page.AppendLine("</div>");
        }
        return page.ToString();
    }
}
