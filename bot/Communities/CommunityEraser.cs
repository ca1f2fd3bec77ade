namespace TeamsCommunityBot.Communities;

/// <summary>Takes a person out of the communities themselves, and out of those who administer the bot.</summary>
internal sealed class CommunityEraser(CommunityStore communities, AdministratorStore administrators) : IEraser
{
    /// <inheritdoc/>
    /// <remarks>The line in the index is put right in any case: somebody who registered the community a moment too late may stand in it.</remarks>
    public async ValueTask EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        await communities.ChangeAsync(tenantId, channelId, community => community.Forget(personId, at), ct);
        await communities.PutLineRightAsync(tenantId, channelId, ct);
    }

    /// <inheritdoc/>
    public async ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct)
    {
        await communities.EraseFromIndexAsync(tenantId, personId, ct);
        await administrators.EraseAsync(tenantId, personId, ct);
    }
}
