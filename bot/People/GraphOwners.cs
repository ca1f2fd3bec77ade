using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People.Graph;

namespace TeamsCommunityBot.People;

/// <summary>Level 1: Graph tells the role of every member.</summary>
internal sealed class GraphOwners(GraphDirectory graph, TeamGroups groups, TimeProvider time) : IOwners
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Remembered<GraphPlace, HashSet<string>> _known = new(TimeSpan.FromMinutes(5), 1_000, time);

    /// <inheritdoc/>
    public async ValueTask<bool> IsOwnerAsync(Community community, string personId, CancellationToken ct)
    {
        if (personId.Length == 0 || !graph.Serves(community.TenantId) || await groups.PlaceAsync(community, ct) is not { } place) return false;
        return (await OwnersAsync(place, ct)).Contains(personId);
    }

    private async ValueTask<HashSet<string>> OwnersAsync(GraphPlace place, CancellationToken ct)
    {
        if (_known.TryGet(place, out var known)) return known!;
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            if ((await graph.ListAsync(place, both.Token)).Value is not { } list) return [];
            HashSet<string> owners = [.. list.Members.Where(member => member is { IsOwner: true, IsGuest: false }).Select(member => member.Person.Id)];
            _known.Set(place, owners);
            return owners;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return [];
        }
    }
}
