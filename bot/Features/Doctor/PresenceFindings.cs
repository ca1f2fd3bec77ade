using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Doctor;

/// <summary>How well the bot can see who is still here: what its level adds, what is missing now, and how old its facts are.</summary>
internal sealed class PresenceFindings(IPresence presence, PresenceStore store, CommunityStore communities)
{
    /// <summary>Facts that are older than this are worth a word: two nights went by without a check.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(2);

    public async ValueTask<IReadOnlyList<Finding>> FindAsync(Turn turn, CancellationToken ct)
    {
        await store.EnsurePlannedAsync(turn.TenantId, turn.At, ct);
        var (level, facts) = (presence.LevelFor(turn.TenantId), await store.FactsAsync(turn.TenantId, ct));
        return [LevelOf(level), .. await TroublesAsync(turn, level, ct), .. AgeOf(facts, level, turn.At)];
    }

    private static Finding LevelOf(int level) => level switch
    {
        0 => new(Health.Note, DoctorTexts.GraphLevel0),
        1 => new(Health.Note, DoctorTexts.GraphLevel1),
        _ => new(Health.Note, DoctorTexts.GraphLevel2),
    };

    /// <summary>Asked now, so that whoever has just given a permission sees at once that it works.</summary>
    private async ValueTask<IReadOnlyList<Finding>> TroublesAsync(Turn turn, int level, CancellationToken ct)
    {
        var findings = new List<Finding>();
        if (level > 0 && await communities.FindRegisteredAsync(turn, ct) is { Community: var community })
        {
            if ((await presence.ListAsync([community], ct))[0].Trouble is { } members)
                findings.Add(new(Health.Attention, members == PeopleTrouble.NoConsent ? DoctorTexts.NoConsentMembers : DoctorTexts.MembersUnavailable));
            findings.AddRange(ReadBackOf(await presence.TryMessagesAsync(community, ct)));
        }
        if (level > 1 && await presence.TryAccountsAsync(turn.From.Id, ct) is { } accounts)
            findings.Add(new(Health.Attention, accounts == PeopleTrouble.NoConsent ? DoctorTexts.NoConsentAccounts : DoctorTexts.AccountsUnavailable));
        return findings;
    }

    /// <summary>
    /// Many will rather have a message twice than a bot that could read all others, so a missing permission is worth knowing and nothing to mend. An outage
    /// is told of the members already.
    /// </summary>
    private static IEnumerable<Finding> ReadBackOf(PeopleTrouble? trouble) => trouble switch
    {
        null => [new(Health.Works, DoctorTexts.CanReadBack)],
        PeopleTrouble.NoConsent => [new(Health.Note, DoctorTexts.CannotReadBack)],
        _ => [],
    };

    /// <summary>Of accounts also where the level was lowered since: what is known of them stays, and gets older.</summary>
    private static IEnumerable<Finding> AgeOf(PresenceFacts facts, int level, DateTimeOffset now)
    {
        yield return facts.MembersAsOf switch
        {
            null => new(Health.Note, DoctorTexts.NotYetChecked),
            { } asOf when now - asOf > Old => new(Health.Attention, Words.Fill(DoctorTexts.CheckedLongAgo, Day(asOf))),
            { } asOf => new(Health.Works, Words.Fill(DoctorTexts.CheckedOn, Day(asOf))),
        };
        if (facts.AccountsAsOf is { } accounts)
            yield return level < 2 ? new(Health.Note, Words.Fill(DoctorTexts.AccountsStopped, Day(accounts)))
                : new(now - accounts > Old ? Health.Attention : Health.Works, Words.Fill(DoctorTexts.AccountsCheckedOn, Day(accounts)));
        if (facts.Unseen > 0) yield return new(Health.Attention, Words.Fill(DoctorTexts.Unseen, facts.Unseen));
    }

    private static string Day(DateTimeOffset at) => Words.Day(LocalTime.DayIn(LocalTime.DefaultZone, at));
}
