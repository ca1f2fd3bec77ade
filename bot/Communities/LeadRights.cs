using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Who leads a community: whoever registered it or holds a role there, the administrators, and the owners of its team where Graph tells.
/// </summary>
/// <remarks>
/// One instance per turn. Graph's answer is kept for the turn. The community is the caller's, and the list of administrators is read anew each time: asked
/// right before a write, it decides on what stands then.
/// </remarks>
internal sealed class LeadRights(AdministratorStore administrators, IOwners owners)
{
    private readonly Dictionary<string, bool> _owned = [];

    public async ValueTask<bool> LeadsAsync(Community community, string personId, CancellationToken ct) =>
        community.IsLedBy(personId) || await AdministersAsync(community.TenantId, personId, ct) || await OwnsAsync(community, personId, ct);

    public ValueTask<bool> AdministersAsync(string tenantId, string personId, CancellationToken ct) => administrators.IsAsync(tenantId, personId, ct);

    private async ValueTask<bool> OwnsAsync(Community community, string personId, CancellationToken ct)
    {
        var key = $"{community.ChannelId}|{personId}";
        if (!_owned.TryGetValue(key, out var owns)) _owned[key] = owns = await owners.IsOwnerAsync(community, personId, ct);
        return owns;
    }
}
