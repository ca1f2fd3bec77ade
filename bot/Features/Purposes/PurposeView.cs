using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>Why a community exists, ready to show to everyone in its channel.</summary>
/// <param name="Sponsor">The name of whoever said yes to carrying the why; null for nobody.</param>
/// <param name="IsAsked">Somebody was asked and has not answered. Who it is stays between them and the leads.</param>
/// <param name="SponsorRoles">The roles that the sponsor has here as well.</param>
/// <param name="ToldOn">When the sponsor last told the why.</param>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
internal sealed record PurposeView(
    string Community,
    Purpose Purpose,
    WhyState State,
    string? Sponsor,
    DateOnly? SponsorSince,
    bool IsAsked,
    IReadOnlyList<Role> SponsorRoles,
    DateOnly? ToldOn,
    string? Notice)
{
    public static PurposeView Of(Community community, Turn turn)
    {
        var sponsor = community.Purpose.Sponsor;
        var isSponsor = sponsor is { AcceptedAt: not null };
        return new(
            community.Name,
            community.Purpose,
            community.WhyOn(community.Today(turn.At)),
            isSponsor ? sponsor!.Who.Name : null,
            isSponsor ? community.Today(sponsor!.AcceptedAt!.Value) : null,
            sponsor is { AcceptedAt: null },
            isSponsor ? community.RolesOf(sponsor!.Who) : [],
            isSponsor ? sponsor!.ToldOn : null,
            turn.Notice);
    }
}
