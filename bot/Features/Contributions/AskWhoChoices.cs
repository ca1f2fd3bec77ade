using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>Whom somebody may name for questions: members of the organisation in the channel, those with a role first.</summary>
internal sealed class AskWhoChoices(Colleagues colleagues)
{
    /// <summary>More would make the form larger than Teams takes.</summary>
    private const int Most = 60;

    /// <summary>Everyone who may be named; empty when Teams does not tell.</summary>
    /// <param name="named">Whom the person named before: stays a choice, even when others crowd the list.</param>
    public async ValueTask<IReadOnlyList<Person>> OfAsync(Community community, Person self, Person? named, CancellationToken ct)
    {
        var list = await colleagues.AllAsync(community.TenantId, community.Address, fresh: false, Colleagues.MostAsked, ct);
        var holders = community.Holders().Select(person => person.Id).ToHashSet();
        return
        [
            .. (list?.Members ?? [])
                .Where(member => !member.Person.Is(self) && member.Person.Name.Length > 0)
                .Select(member => member.Person)
                .OrderByDescending(person => person.Is(named))
                .ThenByDescending(person => holders.Contains(person.Id))
                .ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
                .Take(Most),
        ];
    }
}
