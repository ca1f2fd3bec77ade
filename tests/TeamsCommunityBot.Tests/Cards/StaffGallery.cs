using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.StaffCap;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards about how many colleagues a community has.</summary>
internal static class StaffGallery
{
    private const string Channel = "19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2";

    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("staff", people => StaffCard.Render(View(people, 5, Person(people, 1), Person(people, 2)))),
        .. Card("staff-many", people => StaffCard.Render(View(people, 16,
            [.. Enumerable.Range(1, 13).Select(number => Person(people, number))]) with { OpenRoles = [] })),
        .. Card("staff-observer", people => StaffCard.Render(View(people, 4,
            Person(people, 1)) with { Notice = Words.Fill(StaffTexts.IsObserver, people.Person) })),
        .. Card("staff-clear", people => StaffCard.Render(View(people, 5))),
        .. Card("staff-small", people => StaffCard.Render(View(people, 1, Person(people, 1)))),
        .. Card("staff-goodbye", people => StaffCard.Goodbye(View(people, 5), people.Person)),
        .. Card("staff-made-observer", people => StaffCard.Observer(Channel, people.Community, people.Person)),
        .. Card("staff-joined", people => StaffCard.Joined(Channel, people.Community)),
    ];

    private static StaffView View(PeoplesText people, int colleagues, params IReadOnlyList<Person> unclear) =>
        new(Channel, people.Community, new(3, colleagues, unclear), [Role.Bouwer, Role.Aanjager]);

    private static Person Person(PeoplesText people, int number) => new($"6f9619ff-8b86-4011-b42d-{number:D12}", $"29:{number}", people.Person);
}
