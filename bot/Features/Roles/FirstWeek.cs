using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>A flying start in a role: three small things to do this week, and whom to talk to by when.</summary>
/// <param name="Steps">Three, in the order in which they make sense.</param>
/// <param name="Talks">One or two sentences; names in them are safe to show.</param>
internal sealed record FirstWeek(IReadOnlyList<string> Steps, IReadOnlyList<string> Talks)
{
    /// <summary>So many working days on: soon, and not tomorrow.</summary>
    private const int Soon = 3;
    private const int Later = 7;

    /// <param name="asker">Who asked them; null where they took it themself, or the bot asked.</param>
    /// <param name="today">In the community.</param>
    public static FirstWeek Of(Community community, Role role, Person holder, Person? asker, DateOnly today)
    {
        var first = asker is { IsAnonymous: false } && !asker.Is(holder) ? asker : null;
        var other = community.Roles.All().FirstOrDefault(slot => slot.Holder is { } who && !who.Is(holder) && !who.Is(first));
        var sponsor = community.Purpose.Sponsor is { AcceptedAt: not null, Who: var who2 } && !who2.Is(holder) && !who2.Is(first) ? who2 : null;
        List<string> talks =
        [
            .. Parts.Optional(first is null ? null : Words.Fill(RoleTexts.TalkToAsker, Day(today, Soon), NameOf(first))),
            .. Parts.Optional(other?.Holder is { } held
                ? Words.Fill(RoleTexts.TalkToOther, Day(today, first is null ? Soon : Later), NameOf(held), Words.RoleAmid(other.Role)) : null),
            .. Parts.Optional(sponsor is null ? null : Words.Fill(RoleTexts.TalkToSponsor, Day(today, Later), NameOf(sponsor))),
        ];
        return new(StepsOf(role), talks.Count > 0 ? [.. talks.Take(2)] : [Words.Fill(RoleTexts.TalkToSomebody, Day(today, Soon))]);
    }

    private static IReadOnlyList<string> StepsOf(Role role) => role switch
    {
        Role.Bouwer => [RoleTexts.BouwerFirst, RoleTexts.BouwerSecond, RoleTexts.BouwerThird],
        Role.Verbinder => [RoleTexts.VerbinderFirst, RoleTexts.VerbinderSecond, RoleTexts.VerbinderThird],
        _ => [RoleTexts.AanjagerFirst, RoleTexts.AanjagerSecond, RoleTexts.AanjagerThird],
    };

    private static string Day(DateOnly today, int workingDays) =>
        Words.DayOfWeek(Enumerable.Range(1, 60).Select(today.AddDays).Where(Holidays.IsWorkingDay).ElementAt(workingDays - 1));

    private static string NameOf(Person person) => Plain.Text(Plain.Shorten(person.Name, 60));
}
