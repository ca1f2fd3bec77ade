using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Administration;

/// <summary>Names administrators, chosen from a list or mentioned: only colleagues whom Teams' roster of the place knows.</summary>
internal sealed class AdministratorNaming(AdministratorStore administrators, Colleagues colleagues, IPermissions permissions)
{
    /// <summary>A list of more helps nobody on a phone; whoever is not on it is mentioned.</summary>
    public const int MostCandidates = 100;

    /// <summary>Who may be named here, by name.</summary>
    public async ValueTask<IReadOnlyList<Person>> CandidatesAsync(Turn turn, Administrators now, CancellationToken ct)
    {
        var list = await colleagues.AllAsync(turn.TenantId, turn.Address, fresh: false, Colleagues.MostAsked, ct);
        return
        [
            .. (list?.Members ?? []).Where(member => member.Person.Name.Length > 0 && !now.Include(member.Person.Id))
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
        var found = await colleagues.LookUpAsync(turn.TenantId, turn.Address, wanted, fresh: true, ct);
        if (found is RosterAnswer.Unknown) return (AdministrationTexts.CannotLook, null);
        if (found is not RosterAnswer.Member { IsGuest: false, Who: { IsAnonymous: false, Address.Length: > 0 } person })
            return (AdministrationTexts.NotAColleagueHere, null);
        return await administrators.ChangeAsync(turn, now => now.Name(person, turn.From, turn.At), ct) is AdministratorOutcome.Refused refused
            ? (AdministratorWords.Refusal(refused.Why), null)
            : (null, Words.Fill(AdministrationTexts.Named, person.Name));
    }
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
