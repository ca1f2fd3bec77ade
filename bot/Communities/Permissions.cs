using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Read-only for guests and people of another tenant; a community is changed by its leads: whoever registered it, holds a role, or owns the team
/// (where Graph tells) and the administrators. Who somebody is comes from the verified envelope, whether they belong here from Teams' own roster.
/// </summary>
/// <remarks>
/// One instance per turn. What Teams and Graph said is kept for the turn, the community is not: asked again, it decides on the community as it is then, and
/// asks nobody else.
/// </remarks>
internal sealed class Permissions(IRoster roster, CommunityStore communities, LeadRights rights) : IPermissions
{
    private readonly Dictionary<(string Place, bool Fresh), RosterAnswer> _told = [];

    /// <inheritdoc/>
    public ValueTask<string?> RefusalAsync(Turn turn, Audience audience, CancellationToken ct) => RefusalAsync(turn, audience, turn.Address, ct);

    /// <inheritdoc/>
    public async ValueTask<string?> RefusalAsync(Turn turn, Audience audience, Address place, CancellationToken ct)
    {
        // An event has no audience: Teams itself tells it, and nobody is answered.
        if (turn.Happening is not null) return null;
        if (audience == Audience.Anyone) return null;
        // Without an object id nobody can say who it is.
        if (turn.From.IsAnonymous) return PermissionTexts.MembersOnly;

        // What only leads and administrators may do can hurt, so it is never decided on a remembered answer.
        switch (await AskRosterAsync(turn, place, fresh: audience != Audience.Member, ct))
        {
            case RosterAnswer.Unknown: return PermissionTexts.CannotCheck;
            case not RosterAnswer.Member { IsGuest: false }: return PermissionTexts.MembersOnly;
        }
        return audience switch
        {
            Audience.Member => null,
            Audience.Lead => await LeadsAsync(turn, place, ct) ? null : PermissionTexts.LeadsOnly,
            _ => await rights.AdministersAsync(turn.TenantId, turn.From.Id, ct) ? null : PermissionTexts.AdministratorsOnly,
        };
    }

    /// <summary>In a chat with the bot it is that chat's own roster that tells whether somebody still belongs to the organisation.</summary>
    private async ValueTask<RosterAnswer> AskRosterAsync(Turn turn, Address place, bool fresh, CancellationToken ct)
    {
        var key = (place.ConversationId, fresh);
        if (_told.TryGetValue(key, out var told)) return told;
        told = await roster.FindAsync(turn.TenantId, place, turn.From, fresh, ct);
        // Nobody is sent away for what was true a minute ago.
        if (told is RosterAnswer.NotMember { IsRemembered: true }) told = await roster.FindAsync(turn.TenantId, place, turn.From, fresh: true, ct);
        return _told[key] = told;
    }

    /// <summary>The community is read anew: while Teams took its time to answer, somebody may have taken the role away.</summary>
    private async ValueTask<bool> LeadsAsync(Turn turn, Address place, CancellationToken ct)
    {
        var stored = await communities.FindAgainAsync(turn.TenantId, Address.WithoutThread(place.ConversationId), ct);
        // Where nothing is registered there is nothing to lead: the handler says so.
        return stored is null || await rights.LeadsAsync(stored.Community, turn.From.Id, ct);
    }
}
