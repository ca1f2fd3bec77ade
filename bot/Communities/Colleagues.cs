using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Who of the organisation is in a place, by Teams' own roster: whom a role can be given to, who can be asked for more, who is told; never guests or
/// people of another tenant.
/// </summary>
internal sealed class Colleagues(IRoster roster)
{
    /// <summary>As many as a list on a card can hold; beyond that Teams' own people picker finds them.</summary>
    public const int MostListed = 100;

    /// <summary>With so many people in a place, guests among them, the colleagues are too many for a list, and the first that Teams tells of will do.</summary>
    public const int MostAsked = 1_000;

    private const int LongestName = 60;

    /// <summary>A press must be answered within some seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The colleagues in a place, as far as Teams tells; null when it does not answer.</summary>
    /// <param name="fresh">Ask now. Otherwise an answer of at most five minutes old will do.</param>
    /// <param name="most">Whoever wants no more people than this does not ask for the rest: then the list is not complete.</param>
    public async ValueTask<RosterList?> AllAsync(string tenantId, Address place, bool fresh, int most, CancellationToken ct) =>
        await roster.ListAsync(tenantId, place, fresh, Patience, most, ct) is { } list
            ? list with { Members = [.. list.Members.Where(member => !member.IsGuest)] } : null;

    /// <summary>Whether somebody is a colleague in the community's channel at this moment.</summary>
    public async ValueTask<Whereabouts> LookAsync(Community community, Person person, CancellationToken ct) =>
        await roster.FindAsync(community.TenantId, community.Address, person, fresh: true, ct) switch
        {
            RosterAnswer.Member { IsGuest: false } => Whereabouts.Here,
            RosterAnswer.Unknown => Whereabouts.Unknown,
            _ => Whereabouts.NotHere,
        };

    /// <summary>
    /// Those who have not left the community's channel, as far as Teams tells: nobody who has goes on hearing what the community is called and does. Somebody
    /// about whom Teams is silent counts as still there.
    /// </summary>
    public async ValueTask<IReadOnlyList<Person>> StayedAsync(Community community, IEnumerable<Person> people, CancellationToken ct)
    {
        var stayed = new List<Person>();
        foreach (var person in people)
        {
            var answer = await roster.FindAsync(community.TenantId, community.Address, person, fresh: false, ct);
            if (answer is RosterAnswer.Unknown or RosterAnswer.Member { IsGuest: false }) stayed.Add(person);
        }
        return stayed;
    }

    /// <summary>The people to choose from; null when Teams does not say who is there.</summary>
    /// <param name="asker">Whoever chooses; they may choose themself.</param>
    public async ValueTask<PeopleChoices?> ListAsync(Community community, Person asker, CancellationToken ct)
    {
        if (await AllAsync(community.TenantId, community.Address, fresh: false, MostAsked, ct) is not { } list) return null;
        return new(list.IsComplete && list.Members.Count <= MostListed ? Choices(community, list.Members) : [], new(CommunityTexts.Myself, asker.Id));
    }

    /// <summary>Looks somebody up by what a card or a mention says of them: Teams is asked for this one person, now, however many there are.</summary>
    public async ValueTask<Candidate> FindAsync(Community community, Person wanted, CancellationToken ct) =>
        await LookUpAsync(community.TenantId, community.Address, wanted, fresh: true, ct) switch
        {
            RosterAnswer.Member { IsGuest: true } => new(null, CommunityTexts.NoGuests),
            RosterAnswer.Member { Who: { IsAnonymous: false, Address.Length: > 0 } who } => new(who, null),
            RosterAnswer.Unknown => new(null, CommunityTexts.CannotLook),
            _ => new(null, CommunityTexts.NotHere),
        };

    /// <summary>
    /// The colleagues who go by a name: by all of it, or where nobody does by words it begins with, such as the first name. Capitals and accents do not
    /// matter. Null where Teams does not tell of everybody, and so cannot say that there is only one.
    /// </summary>
    public async ValueTask<IReadOnlyList<RosterMember>?> NamedAsync(Community community, string name, CancellationToken ct)
    {
        if (await AllAsync(community.TenantId, community.Address, fresh: false, MostAsked, ct) is not { IsComplete: true } list) return null;
        var all = list.Members.Where(member => SameName(member.Person.Name, name)).ToList();
        return all.Count > 0 ? all : [.. list.Members.Where(member => HasWords(member.Person.Name, name)).Take(MostListed)];
    }

    private static bool SameName(string one, string other) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(one.Trim(), other.Trim(), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;

    /// <summary>Whether each word stands among those of the full name: "Anna", or "Berg Anna" where the family name comes first.</summary>
    private static bool HasWords(string fullName, string words)
    {
        char[] parts = [' ', ',', '(', ')', '-'];
        var known = fullName.Split(parts, StringSplitOptions.RemoveEmptyEntries);
        return words.Split(parts, StringSplitOptions.RemoveEmptyEntries).All(word => known.Any(one => SameName(one, word)));
    }

    /// <summary>The same of people who are known by id alone: those who are here, and whether Teams told of all of them.</summary>
    public async ValueTask<ColleagueList> FindAllAsync(Community community, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var (here, told) = (new List<Person>(), true);
        foreach (var id in ids)
        {
            var answer = await LookUpAsync(community.TenantId, community.Address, new(id, "", ""), fresh: false, ct);
            told &= answer is not RosterAnswer.Unknown;
            if (answer is RosterAnswer.Member { IsGuest: false, Who: { Address.Length: > 0 } who }) here.Add(who);
        }
        return new(here, told);
    }

    /// <summary>
    /// A chat with somebody, for whoever hears news of them; null where Teams does not tell how to reach them, or they are no colleague here.
    /// </summary>
    public async ValueTask<ChatWith?> ChatAsync(Community community, Person person, CancellationToken ct) =>
        await LookUpAsync(community.TenantId, community.Address, person, fresh: false, ct) is RosterAnswer.Member { IsGuest: false } found
            ? ChatWith.Of(person, found.SignInName) : null;

    /// <summary>What a card says of a person may be anything; only an object id or what Teams itself said in a mention is asked for.</summary>
    public async ValueTask<RosterAnswer> LookUpAsync(string tenantId, Address place, Person wanted, bool fresh, CancellationToken ct) =>
        Guid.TryParse(wanted.Id, out _) || wanted is { Id: "", Address.Length: > 0 }
            ? await roster.FindAsync(tenantId, place, wanted, fresh, ct)
            : new RosterAnswer.NotMember();

    /// <summary>Pure: each person by a name of their own, with the roles they have.</summary>
    public static IReadOnlyList<Choice> Choices(Community community, IReadOnlyList<RosterMember> colleagues)
    {
        var shared = colleagues.CountBy(member => NameOf(member.Person), StringComparer.CurrentCultureIgnoreCase).Where(count => count.Value > 1)
            .Select(count => count.Key)
            .ToHashSet(StringComparer.CurrentCultureIgnoreCase);
        return
        [
            .. colleagues.Select(member => (member.Person, Title: shared.Contains(NameOf(member.Person)) ? Distinct(member) : NameOf(member.Person)))
                .GroupBy(entry => entry.Title, StringComparer.CurrentCultureIgnoreCase)
                .OrderBy(same => same.Key, StringComparer.CurrentCultureIgnoreCase)
                .SelectMany(same => same.OrderBy(entry => entry.Person.Id, StringComparer.Ordinal)
                    .Select((entry, place) => new Choice(entry.Title + (place == 0 ? "" : $" {place + 1}") + Holds(community, entry.Person), entry.Person.Id))),
        ];
    }

    private static string NameOf(Person person) => Plain.Shorten(person.Name, LongestName) is { Length: > 0 } name ? name : CommunityTexts.NoName;

    /// <summary>With what stands before the @ in the sign-in name, where that is told.</summary>
    private static string Distinct(RosterMember member) =>
        Plain.Shorten((member.SignInName ?? "").Split('@')[0], LongestName) is { Length: > 0 } mail
            ? $"{NameOf(member.Person)} ({mail})" : NameOf(member.Person);

    private static string Holds(Community community, Person person) =>
        community.RolesOf(person) is { Count: > 0 } roles ? Words.Fill(CommunityTexts.Holds, string.Join(", ", roles.Select(Words.RoleAmid))) : "";
}

/// <summary>Whom to choose from.</summary>
/// <param name="Listed">By name; empty where they are too many to list, and Teams' own people picker finds them.</param>
/// <param name="Myself">Whoever chooses: a list without a single choice is not valid.</param>
internal sealed record PeopleChoices(IReadOnlyList<Choice> Listed, Choice Myself)
{
    /// <summary>People to choose one from: a list, or Teams' own people picker.</summary>
    /// <param name="first">A choice before the people.</param>
    public InputChoiceSet Input(string id, string label, Choice? first = null)
    {
        IReadOnlyList<Choice> choices = Listed.Count > 0 ? Listed : [Myself];
        return new(first is null ? choices : [first, .. choices])
        {
            Id = id,
            Label = label,
            Query = Listed.Count == 0 ? ChoiceQuery.PeopleHere : null,
            Style = ChoiceStyle.Filtered,
            Placeholder = CommunityTexts.TypeName,
            Value = first?.Value,
        };
    }
}

/// <param name="Person">Who it is, as the roster has them; null with a problem.</param>
/// <param name="Problem">Why they cannot be asked, in a sentence.</param>
internal sealed record Candidate(Person? Person, string? Problem);

/// <summary>The colleagues in a place.</summary>
/// <param name="IsComplete">False when Teams did not tell of everybody: somebody who is missing may be there all the same.</param>
internal sealed record ColleagueList(IReadOnlyList<Person> People, bool IsComplete);

/// <summary>Whether somebody is a colleague in a channel.</summary>
internal enum Whereabouts
{
    Here,

    /// <summary>Not in the channel, or there as a guest.</summary>
    NotHere,

    /// <summary>Teams did not answer.</summary>
    Unknown,
}
