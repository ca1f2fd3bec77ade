using System.Collections.Concurrent;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>A roster of which a test says who stands on it: everybody whom it added, and nobody else; or nothing, while it is silent.</summary>
internal sealed class RosterStandIn(TimeProvider clock) : IRoster
{
    private readonly ConcurrentDictionary<string, RosterMember> _members = new();

    /// <summary>As in an outage: nothing is answered.</summary>
    public bool IsSilent { get; set; }

    public void Add(Person person, bool isGuest = false) => _members[person.Id] = new(person, isGuest);

    public void Remove(Person person) => _members.TryRemove(person.Id, out _);

    public ValueTask<RosterAnswer> FindAsync(string tenantId, Address conversation, Person person, bool fresh, CancellationToken ct) => new(
        IsSilent ? new RosterAnswer.Unknown()
        : _members.Values.FirstOrDefault(member => member.Person.Is(person) || (person.IsAnonymous && member.Person.Address == person.Address)) is { } member
            ? new RosterAnswer.Member(member.IsGuest, member.Person)
        : new RosterAnswer.NotMember());

    public ValueTask<RosterList?> ListAsync(string tenantId, Address conversation, bool fresh, TimeSpan patience, int most, CancellationToken ct) =>
        new(IsSilent ? null : new RosterList([.. _members.Values], IsComplete: true, clock.GetUtcNow()));

    public void Forget(Person person)
    {
        // It remembers nothing that could be out of date.
    }
}
