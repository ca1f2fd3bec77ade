using TeamsCommunityBot.Features.GivenUp;
using TeamsCommunityBot.Schedule;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards about work that was given up.</summary>
internal static class GivenUpGallery
{
    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("given-up-ask", _ => GivenUpCard.Ask(Of(Some))),
        .. Card("given-up-ask-everything", _ => GivenUpCard.Ask(Of(Everything))),
        .. Card("given-up-nothing", _ => GivenUpCard.Ask(new([]))),
        .. Card("given-up-news", _ => GivenUpCard.News(Of(Some))),
        .. Card("given-up-done", _ => GivenUpCard.Done(12)),
        .. Card("given-up-done-one", _ => GivenUpCard.Done(1)),
        .. Card("given-up-done-nothing", _ => GivenUpCard.Done(0)),
    ];

    private static GivenUpView Of(GivenUpWork work) => GivenUpView.Of(work, new(Routes.Jobs));

    private static GivenUpWork Some =>
        new([.. Enumerable.Repeat(new GivenUpItem("nudge", "JsonException"), 3), new("role.invitation", "TimeoutException")]);

    /// <summary>Every kind of job, all that was due, and more kinds of failures than a card shows.</summary>
    private static GivenUpWork Everything => new(
        [.. Routes.Jobs.Select(job => new GivenUpItem(job.Kind, "InvalidOperationException")), new(null, "StorageUnavailableException"),
            new("unheard.of", "UnknownJobException"), .. Enumerable.Range(1, 20).Select(number => new GivenUpItem("nudge", $"Failure{number}Exception"))]);
}
