using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What the bot knows of one person, ready to show to them alone.</summary>
/// <param name="Communities">Those of this page, in order: where something waits first.</param>
/// <param name="Waiting">How many things wait for the person, on all pages.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
internal sealed record MeView(IReadOnlyList<MyCommunity> Communities, int Waiting, int Page, int Pages, string? Notice)
{
    /// <summary>A card holds so many communities, and so much of what people wrote, in characters; Teams takes no larger one.</summary>
    private const int MostOnPage = 3;
    private const int MostTextOnPage = 3_000;

    /// <summary>One page of all communities; a page that there is not is the last one.</summary>
    public static MeView Of(IReadOnlyList<MyCommunity> all, int page, string? notice)
    {
        var ordered = all.OrderByDescending(mine => mine.Waiting > 0).ThenBy(mine => mine.Where)
            .ThenBy(mine => mine.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        var pages = Divide(ordered);
        var shown = Math.Clamp(page, 1, Math.Max(1, pages.Count));
        return new(pages.ElementAtOrDefault(shown - 1) ?? [], all.Sum(mine => mine.Waiting), shown, pages.Count, notice);
    }

    private static List<List<MyCommunity>> Divide(IEnumerable<MyCommunity> all)
    {
        var pages = new List<List<MyCommunity>>();
        var text = 0;
        foreach (var mine in all)
        {
            if (pages is [.., { Count: < MostOnPage } last] && text + mine.TextLength <= MostTextOnPage) last.Add(mine);
            else
            {
                pages.Add([mine]);
                text = 0;
            }
            text += mine.TextLength;
        }
        return pages;
    }
}

/// <summary>One community as one person sees their part in it.</summary>
/// <param name="Invited">The invitations that wait for the person's answer.</param>
/// <param name="AskedAsBackup">The roles for which they were asked to step in if need be.</param>
/// <param name="Backs">The roles for which they said they would.</param>
/// <param name="Leads">Whether they may change the community, with or without a role.</param>
internal sealed record MyCommunity(
    string ChannelId,
    string Name,
    IReadOnlyList<MyRole> Roles,
    IReadOnlyList<MyInvitation> Invited,
    IReadOnlyList<Role> AskedAsBackup,
    IReadOnlyList<Role> Backs,
    Contribution? Contribution,
    ContributionState State,
    bool Leads)
{
    /// <summary>Whether the person is in its channel. Elsewhere they read what is theirs, and neither its name nor a question.</summary>
    public MembershipState Where { get; private init; } = MembershipState.In;

    /// <summary>The same as it is shown to somebody who is, or is not, in its channel.</summary>
    public MyCommunity SeenBy(MembershipState where) => where == MembershipState.In
        ? this : this with { Where = where, Name = Membership.NoName(where), Invited = [], AskedAsBackup = [] };

    public bool AsksContribution => Where == MembershipState.In && Domain.Contribution.MustAsk(State, [.. Roles.Select(held => held.Role)]);

    public int Waiting => Invited.Count + AskedAsBackup.Count + (AsksContribution ? 1 : 0);

    public int TextLength => Name.Length + (Contribution?.Commitments.Sum(line => line.Length) ?? 0) + (Contribution?.AskWho?.Name.Length ?? 0);

    /// <summary>What concerns a person in a community; null when nothing does.</summary>
    /// <param name="isHere">It was asked there, so that they may begin.</param>
    public static MyCommunity? Of(Community community, string personId, Contribution? contribution, DateTimeOffset now, bool isHere = false)
    {
        var slots = community.Roles.All();
        var today = community.Today(now);
        var mine = new MyCommunity(
            community.ChannelId,
            community.Name,
            [.. slots.Where(slot => slot.Holder?.Id == personId)
                .Select(slot => new MyRole(slot.Role, slot.Since is { } since ? community.Today(since) : null, slot.Until))],
            [.. slots.Where(slot => slot.Invitation is { } open && open.Invitee.Id == personId && !open.HasLapsed(now))
                .Select(slot => new MyInvitation(slot.Role, slot.Invitation!.Number))],
            [.. slots.Where(slot => slot.Backup is { AcceptedAt: null } backup && backup.Who.Id == personId).Select(slot => slot.Role)],
            [.. slots.Where(slot => slot.Backup is { AcceptedAt: not null } backup && backup.Who.Id == personId).Select(slot => slot.Role)],
            contribution,
            Domain.Contribution.StateOf(contribution, community.HeldBy(personId), now, today),
            community.IsLedBy(personId));
        return !isHere && mine is { Roles.Count: 0, Invited.Count: 0, AskedAsBackup.Count: 0, Backs.Count: 0, Contribution: null, Leads: false } ? null : mine;
    }
}

/// <param name="Since">The day on which the person said yes.</param>
internal sealed record MyRole(Role Role, DateOnly? Since, DateOnly? Until);

/// <param name="Number">The invitation's, as its buttons carry it.</param>
internal sealed record MyInvitation(Role Role, int Number);
