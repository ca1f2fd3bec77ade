using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards about what a community does.</summary>
internal static class ActivityGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly ActivityFacts One = new(Today.AddDays(-1), "0123456789abcdef", 2, "19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2");

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("activities", people => ActivityCard.Render(View(people))),
        .. Card("activities-none", people => ActivityCard.Render(new(people.Community, [], 0, []))),
        .. Card("activities-done", people => ActivityCard.Render(View(people) with { Notice = Words.Fill(ActivityTexts.Removed, people.Theme),
            Undo = One.Here })),
        .. Card("activity-form", _ => ActivityCard.Form(new(ActivityFacts.New, ActivityAnswer.Empty(Today), Today))),
        .. Card("activity-form-change", people => ActivityCard.Form(new(One, new(people.Theme, Today.AddDays(-1), new(14, 30), people.Channel, "14", []), Today,
            MayCallOff: true))),
        .. Card("activity-form-wrong", people => ActivityCard.Form(new(ActivityFacts.New, new(people.Theme, Today.AddDays(3), null, "", "14",
            [new(nameof(ActivityAnswer.Heads), ActivityTexts.HeadsTooSoon)]), Today))),
        .. Card("activity-ask", people => ActivityCard.Question(new(One, people.Community, people.Theme, IsMine: true))),
        .. Card("activity-ask-lead", people => ActivityCard.Question(new(One, people.Community, people.Theme, IsMine: false, "een paar",
            Words.Fill(ActivityTexts.HeadsWrong, 9_999)))),
        .. Card("activity-counted", people => ActivityCard.Outcome(Words.Fill(ActivityTexts.Counted, people.Theme, 14), One)),
    ];

    private static ActivitiesView View(PeoplesText people) => new(
        people.Community,
        [Planned(people, 0), Planned(people, 9) with { Coming = 1, Place = people.Channel }, Planned(people, 30) with { Coming = 12, Time = null }],
        2,
        [Line(people, -1, 14), Line(people, -8, 1), Line(people, -20, null), Line(people, -30, null) with { IsCalledOff = true }, Line(people, -40, 1_250)]);

    private static ActivityLine Planned(PeoplesText people, int days) => Line(people, days, null) with
    {
        Time = new(14, 30),
        Calendar = new("https://bot.example/calendar/AbCdEfGhIjKlMnOpQrStUv.ics"),
    };

    private static ActivityLine Line(PeoplesText people, int days, int? heads) =>
        new(One.Here with { Day = Today.AddDays(days), Id = $"{days + 100:D16}" }, people.Theme, Today.AddDays(days), heads, IsCalledOff: false);
}
