using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;

namespace TeamsCommunityBot.Communities;

/// <summary>Who hears, in their own chat, what concerns leading a community: the people with the address to reach them.</summary>
public sealed class Leads(IRoster roster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The verbinder; where there is none, or where it is about them, every other lead.</summary>
    /// <param name="about">Whom it is about: they do not hear of themself.</param>
    public async ValueTask<IReadOnlyList<Person>> ConcernedAsync(Community community, Person? about, CancellationToken ct) =>
        community.Roles.Verbinder.Holder is { } verbinder && !verbinder.Is(about) ? [verbinder] : await AllAsync(community, about, ct);

    /// <summary>All leads. The person who registered it is known by id alone: their address comes from the roster, if it tells.</summary>
    /// <inheritdoc cref="ConcernedAsync"/>
    public async ValueTask<IReadOnlyList<Person>> AllAsync(Community community, Person? about, CancellationToken ct)
    {
        var holders = community.Holders();
        var unknown = community.Leads().Except(holders.Select(person => person.Id)).ToHashSet();
        var list = unknown.Count == 0 ? null : await roster.ListAsync(community.TenantId, community.Address, fresh: false, Patience, ct);
        var others = (list?.Members ?? []).Where(member => !member.IsGuest && unknown.Contains(member.Person.Id)).Select(member => member.Person);
        return [.. holders.Concat(others).Where(person => !person.Is(about))];
    }
}
