namespace TeamsCommunityBot.Communities;

/// <summary>Takes a person out of the communities themselves, and out of those who administer the bot.</summary>
internal sealed class CommunityEraser(CommunityStore communities, AdministratorStore administrators) : IEraser
{
    private const int Tries = 40;

    /// <inheritdoc/>
    public async ValueTask EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await communities.FindAsync(tenantId, channelId, ct) is not { Community: var community } stored) return;
            var after = community.Forget(personId, at);
            if (after == community || await communities.SaveAsync(stored, after, ct)) return;
        }
    }

    /// <inheritdoc/>
    public ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct) => administrators.EraseAsync(tenantId, personId, ct);
}
