using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>Whom somebody may name for questions: members of the organisation in the channel, those with a role first.</summary>
internal sealed class AskWhoChoices(IRoster roster)
{
    /// <summary>More would make the form larger than Teams takes.</summary>
    private const int Most = 60;

    /// <summary>In a place with more people the first that Teams tells of will do.</summary>
    private const int MostAsked = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Everyone who may be named; empty when Teams does not tell.</summary>
    /// <param name="named">Whom the person named before: stays a choice, even when others crowd the list.</param>
    public async ValueTask<IReadOnlyList<Person>> OfAsync(Community community, Person self, Person? named, CancellationToken ct)
    {
        var list = await roster.ListAsync(community.TenantId, community.Address, fresh: false, Patience, MostAsked, ct);
        var holders = community.Holders().Select(person => person.Id).ToHashSet();
        return
        [
            .. (list?.Members ?? [])
                .Where(member => !member.IsGuest && !member.Person.Is(self) && member.Person.Name.Length > 0)
                .Select(member => member.Person)
                .OrderByDescending(person => person.Is(named))
                .ThenByDescending(person => holders.Contains(person.Id))
                .ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
                .Take(Most),
        ];
    }
}
