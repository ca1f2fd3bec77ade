using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Permissions;

/// <summary>
/// Read-only for guests and people of another tenant; a community is changed by who leads it. Who somebody is comes from
/// the verified envelope, whether they belong here from Teams' own roster.
/// </summary>
public sealed class Permissions(IRoster roster, CommunityStore communities, AdministratorStore administrators) : IPermissions
{
    /// <inheritdoc/>
    public ValueTask<string?> RefusalAsync(Turn turn, Audience audience, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return RefusalAsync(turn, audience, turn.Address, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> RefusalAsync(Turn turn, Audience audience, Address place, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(place);
        // An event has no audience: Teams itself tells it, and nobody is answered.
        if (turn.Happening is not null) return null;
        if (audience == Audience.Anyone) return null;

        // What only leads may do can hurt, so it is never decided on a remembered answer.
        switch (await roster.FindAsync(turn.TenantId, place, turn.From, fresh: audience == Audience.Lead, ct))
        {
            case RosterAnswer.Unknown: return PermissionTexts.CannotCheck;
            case not RosterAnswer.Member { IsGuest: false }: return PermissionTexts.MembersOnly;
        }
        return audience == Audience.Member || await LeadsAsync(turn, place, ct) ? null : PermissionTexts.LeadsOnly;
    }

    private async ValueTask<bool> LeadsAsync(Turn turn, Address place, CancellationToken ct)
    {
        var stored = await communities.FindAsync(turn.TenantId, Address.WithoutThread(place.ConversationId), ct);
        // Where nothing is registered there is nothing to lead: the handler says so.
        return stored is null || stored.Community.IsLedBy(turn.From.Id) || await administrators.IsAsync(turn.TenantId, turn.From.Id, ct);
    }
}
