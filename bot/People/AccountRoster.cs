using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People.Graph;
using Person = TeamsCommunityBot.Domain.Person;

namespace TeamsCommunityBot.People;

/// <summary>
/// Level 2 above Teams' roster: whom Teams takes for a guest is none where their account says so. The external members of a multi-tenant organisation have
/// <c>#EXT#</c> in their sign-in name, as guests do, and are colleagues.
/// </summary>
/// <remarks>Where Graph does not answer, a guest stays a guest: what is not known widens nothing.</remarks>
internal sealed class AccountRoster(TeamsRoster roster, GraphDirectory graph, TimeProvider time) : IRoster
{
    /// <summary>So many accounts are asked about for one list; whoever is beyond that stays a guest until they are asked about alone.</summary>
    private const int MostOfAList = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Remembered<string, bool> _members = new(TimeSpan.FromMinutes(5), 10_000, time);

    /// <inheritdoc/>
    public async ValueTask<RosterAnswer> FindAsync(string tenantId, Address conversation, Person person, bool fresh, CancellationToken ct)
    {
        var answer = await roster.FindAsync(tenantId, conversation, person, fresh, ct);
        return answer is RosterAnswer.Member { IsGuest: true, HasAccountHere: true } guest && await IsMemberAsync(tenantId, guest.Who.Id, ct)
            ? guest with { IsGuest = false } : answer;
    }

    /// <inheritdoc/>
    public async ValueTask<RosterList?> ListAsync(string tenantId, Address conversation, bool fresh, TimeSpan patience, int most, CancellationToken ct)
    {
        if (await roster.ListAsync(tenantId, conversation, fresh, patience, most, ct) is not { } list) return null;
        var doubtful = list.Members.Where(member => member is { IsGuest: true, HasAccountHere: true }).Select(member => member.Person.Id).Take(MostOfAList)
            .ToList();
        if (doubtful.Count == 0) return list;
        var answers = await Task.WhenAll(doubtful.Select(id => IsMemberAsync(tenantId, id, ct)));
        var members = doubtful.Where((_, place) => answers[place]).ToHashSet();
        return list with { Members = [.. list.Members.Select(member => members.Contains(member.Person.Id) ? member with { IsGuest = false } : member)] };
    }

    /// <inheritdoc/>
    public void Forget(Person person)
    {
        roster.Forget(person);
        _members.Forget(person.Id);
    }

    private async Task<bool> IsMemberAsync(string tenantId, string personId, CancellationToken ct)
    {
        if (personId.Length == 0 || !graph.Serves(tenantId)) return false;
        if (_members.TryGet(personId, out var known)) return known;
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var account = await graph.AccountAsync(personId, both.Token);
            if (account.Failure is null) _members.Set(personId, account.Value == Account.Active);
            return account is { Failure: null, Value: Account.Active };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
