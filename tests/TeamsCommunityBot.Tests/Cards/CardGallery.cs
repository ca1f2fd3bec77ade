using System.Text.Json;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Features.Registration;
using Tongue = TeamsCommunityBot.Turns.Language;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>What people wrote, as it stands in a card of the gallery.</summary>
internal sealed record PeoplesText(string Community, string Theme, string Person)
{
    public static PeoplesText Ordinary { get; } = new("Digitaal meedoen", "Iedereen online: inloopuren & cursussen", "Anna Voorbeeld");

    /// <summary>Everything that a client might read as something else than text, in each place where people's text stands.</summary>
    public static PeoplesText Hostile { get; } = new(
        "<at>everyone</at> [pay](javascript:alert(1)) ![](https://voorbeeld.example/x.png)",
        "**vet** _schuin_ `code` ~~weg~~ {{DATE(2026-11-22T10:00:00Z,SHORT)}} ${value} <script>alert(1)</script> &lt;b&gt; https://voorbeeld.example \\*",
        "1. [x]: https://voorbeeld.example <img src=x onerror=alert(1)> <!-- a --> \u202Enimda\u200B");
}

/// <summary>One card of the gallery, in one language.</summary>
internal sealed record GalleryCard(string Name, string Language, Func<PeoplesText, AdaptiveCard> Make)
{
    /// <summary>The name of the file that holds what it should be.</summary>
    public string Golden => $"{Name}.{Language}";

    public AdaptiveCard Card(PeoplesText? people = null)
    {
        using (Tongue.Use(Language)) return Make(people ?? PeoplesText.Ordinary);
    }

    public string Json(PeoplesText? people = null) => JsonSerializer.Serialize(Card(people), CardJson.Default.AdaptiveCard);

    public override string ToString() => Golden;
}

/// <summary>Every card that the product can show, in each of its languages. A new card gets a line here, and with it all the proofs.</summary>
internal static class CardGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static IReadOnlyList<GalleryCard> Cards { get; } =
    [
        .. Card("registration-form", people => RegistrationCard.Form(Form(people) with { Revision = 0, Theme = "" })),
        .. Card("registration-form-edit", people => RegistrationCard.Form(Form(people))),
        .. Card("registration-form-wrong", people => RegistrationCard.Form(Form(people) with { Problems = [RegistrationTexts.NameMissing] })),
        .. Card("registration-confirm-end", people => RegistrationCard.ConfirmEnd(people.Community, 3)),
        .. Card("registration-ended", people => RegistrationCard.Ended(people.Community)),
    ];

    public static GalleryCard Find(string golden) => Cards.Single(card => card.Golden == golden);

    private static IEnumerable<GalleryCard> Card(string name, Func<PeoplesText, AdaptiveCard> make) =>
        Tongue.All.Select(language => new GalleryCard(name, language, make));

    private static RegistrationForm Form(PeoplesText people) =>
        new("registration.save", 3, people.Community, people.Theme, new DateOnly(2026, 12, 1), Tongue.Dutch, Today, []);
}
