using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.People;

/// <summary>Who owns a team. Never throws: where nobody tells, nobody is an owner.</summary>
public interface IOwners
{
    /// <summary>
    /// Whether a person owns the team of a community, or the channel itself where it has members of its own. False also where that is not known: at
    /// level 0, without consent, in an outage. An answer may be five minutes old.
    /// </summary>
    /// <param name="personId">The Entra object id, from the verified envelope.</param>
    ValueTask<bool> IsOwnerAsync(Community community, string personId, CancellationToken ct);
}

/// <summary>Level 0: Teams' own roster does not tell who owns a team.</summary>
internal sealed class UnknownOwners : IOwners
{
    /// <inheritdoc/>
    public ValueTask<bool> IsOwnerAsync(Community community, string personId, CancellationToken ct) => new(false);
}
