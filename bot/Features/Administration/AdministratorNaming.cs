using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Administration;

/// <summary>Names administrators, chosen from a list or mentioned: only colleagues whom Teams' roster of the place knows.</summary>
internal sealed class AdministratorNaming(AdministratorStore administrators, IRoster roster, IPermissions permissions)
{
    /// <summary>A list of more helps nobody on a phone; whoever is not on it is mentioned.</summary>
    public const int MostCandidates = 100;

    /// <summary>So many are asked for, so that among them are the first by name of any place that a list is of use in.</summary>
    private const int MostAsked = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Who may be named here, by name.</summary>
    public async ValueTask<IReadOnlyList<Person>> CandidatesAsync(Turn turn, Administrators now, CancellationToken ct)
    {
        var list = await roster.ListAsync(turn.TenantId, turn.Address, fresh: false, Patience, MostAsked, ct);
        return
        [
            .. (list?.Members ?? []).Where(member => !member.IsGuest && member.Person.Name.Length > 0 && !now.Include(member.Person.Id))
                .Select(member => member.Person)
                .OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
                .Take(MostCandidates),
        ];
    }

    /// <summary>Names somebody; why not, or what was done.</summary>
    /// <param name="wanted">By id or by address, as chosen or mentioned: a wish until the roster knows them.</param>
    public async ValueTask<(string? Refusal, string? Done)> NameAsync(Turn turn, Person wanted, CancellationToken ct)
    {
        if (await permissions.RefusalAsync(turn, Audience.Administrator, ct) is { } refusal) return (refusal, null);
        var found = IsNamed(wanted) ? await roster.FindAsync(turn.TenantId, turn.Address, wanted, fresh: true, ct) : new RosterAnswer.NotMember();
        if (found is RosterAnswer.Unknown) return (AdministrationTexts.CannotLook, null);
        if (found is not RosterAnswer.Member { IsGuest: false, Who: { IsAnonymous: false, Address.Length: > 0 } person })
            return (AdministrationTexts.NotAColleagueHere, null);
        return await administrators.ChangeAsync(turn, now => now.Name(person, turn.From, turn.At), ct) is AdministratorOutcome.Refused refused
            ? (AdministratorWords.Refusal(refused.Why), null)
            : (null, Words.Fill(AdministrationTexts.Named, person.Name));
    }

    /// <summary>By an object id, or by what Teams itself said in a mention; what else stands on a card is not asked for.</summary>
    private static bool IsNamed(Person wanted) => Guid.TryParse(wanted.Id, out _) || wanted is { Id: "", Address.Length: > 0 };
}

/// <summary>What is said about administrators in more than one place.</summary>
internal static class AdministratorWords
{
    public static string Refusal(AdministratorRefusal why) => why switch
    {
        AdministratorRefusal.NotAdministrator => AdministrationTexts.NotAdministrator,
        AdministratorRefusal.AlreadyDone => AdministrationTexts.AlreadyDone,
        AdministratorRefusal.TooMany => Words.Fill(AdministrationTexts.TooMany, Administrators.Most),
        AdministratorRefusal.Last => AdministrationTexts.Last,
        _ => AdministrationTexts.Busy,
    };

    public static string Removed(Person gone) => Words.Fill(AdministrationTexts.Removed, NameOf(gone));

    /// <summary>Older versions stored no names, and whoever was erased has none.</summary>
    public static string NameOf(Person person) => person.Name.Length > 0 ? person.Name : AdministrationTexts.NameUnknown;
}
