using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Tests.Cards.CardGallery;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards of the open call.</summary>
internal static class CallGallery
{
    public static IEnumerable<GalleryCard> Cards =>
    [
        .. Card("call-form", _ => CallCard.Form(new([Role.Bouwer, Role.Aanjager], [Role.Bouwer], "", []))),
        .. Card("call-form-wrong", people => CallCard.Form(new([], [], people.Theme, [new(nameof(CallAnswer.Text), CallTexts.NothingAsked)]))),
        .. Card("call", people => CallCard.Render(Call(people))),
        .. Card("call-free", people => CallCard.Render(Call(people) with { Roles = [] })),
        .. Card("call-filled", people => CallCard.Render(Call(people) with { State = CallState.Filled })),
        .. Card("call-over", people => CallCard.Render(Call(people) with { State = CallState.Closed, Roles = [], Text = "" })),
        .. Card("call-expired", people => CallCard.Render(Call(people) with { State = CallState.Expired })),
        .. Card("call-present", people => CallCard.Present(Call(people), null)),
        .. Card("call-present-hands", people => CallCard.Present(Call(people), [people.Person])),
        .. Card("call-present-no-hands", people => CallCard.Present(Call(people), [])),
        .. Card("call-hand", people => CallCard.Hand(Hand(people))),
        .. Card("call-hand-free", people => CallCard.Hand(Hand(people) with { Roles = [] })),
        .. Card("call-hand-asked", people => CallCard.Hand(Hand(people) with { Roles = [], Text = "",
            Notice = Words.Fill(AskTexts.Asked, people.Person, Words.RoleAmid(Role.Bouwer)) })),
    ];

    private static CallView Call(PeoplesText people) => new(3, people.Community, [Role.Bouwer, Role.Aanjager], people.Theme, new(2026, 12, 20), CallState.Open);

    private static HandView Hand(PeoplesText people) => new(
        "19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2", people.Community, 3, "6f9619ff-8b86-4011-b42d-00c04fc964ff", people.Person,
            [Role.Bouwer, Role.Aanjager], people.Theme, RoleSamples.Next with { Talk = RoleSamples.Talk(people) });
}
