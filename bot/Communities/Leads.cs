using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.Communities;

/// <summary>Who hears, in their own chat, what concerns leading a community: the people with the address to reach them.</summary>
internal sealed class Leads(Colleagues colleagues, Letter letter)
{
    /// <summary>Where Teams keeps silent about who leads, it is asked again after so long: somebody must hear it, and not the channel.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>The verbinder; where there is none, where they have left, or where it is about them, everybody else who leads.</summary>
    /// <param name="about">Whom it is about: they do not hear of themself.</param>
    public async ValueTask<FoundLeads> ConcernedAsync(Community community, Person? about, CancellationToken ct) =>
        community.Roles.Verbinder.Holder is { } verbinder && !verbinder.Is(about)
        && await colleagues.StayedAsync(community, [verbinder], ct) is { Count: > 0 } here
            ? new(here, IsAll: true)
            : await AllAsync(community, about, ct);

    /// <summary>
    /// Everybody who leads. Those who hold a role are known; whoever registered the community is known by id alone, and their address comes from the roster.
    /// </summary>
    /// <inheritdoc cref="ConcernedAsync"/>
    public async ValueTask<FoundLeads> AllAsync(Community community, Person? about, CancellationToken ct)
    {
        var holders = community.Holders();
        var unknown = community.Leads().Except(holders.Select(person => person.Id)).Where(id => id != about?.Id).ToHashSet();
        var others = await colleagues.FindAllAsync(community, unknown, ct);
        var here = await colleagues.StayedAsync(community, holders.Where(person => !person.Is(about)), ct);
        return new([.. here, .. others.People.Where(person => !person.Is(about))], others.IsComplete);
    }

    /// <summary>Tells each of those found, in their own language; where nobody was found and Teams did not say who is there, the line comes again.</summary>
    /// <param name="idOf">Names the post to a reader; the same when the line comes again.</param>
    public async ValueTask<JobPlan> TellAsync(
        DueItem item, Community community, FoundLeads leads, Func<Person, string> idOf, Func<LetterText> write, DateTimeOffset now, CancellationToken ct) =>
        leads is { People.Count: 0, IsAll: false }
            ? JobPlan.Again(item with { At = now + Pause })
            : JobPlan.Of(await letter.ToEachAsync(community, leads.People, idOf, _ => write(), ct));
}

/// <summary>Who leads a community and can be reached.</summary>
/// <param name="IsAll">False where somebody is missing because Teams did not say who is there.</param>
internal sealed record FoundLeads(IReadOnlyList<Person> People, bool IsAll)
{
    /// <summary>The same but for somebody who cannot be reached.</summary>
    public FoundLeads Without(Person missed) => this with { People = [.. People.Where(person => !person.Is(missed))] };
}
