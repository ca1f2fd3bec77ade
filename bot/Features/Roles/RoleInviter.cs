using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>
/// Asks a colleague for an open role where no role card stands: under a raised hand, or in the chat of a lead. Whoever asks was found to lead the
/// community already; they must still do so when it is stored.
/// </summary>
internal sealed class RoleInviter(RoleChanges roles, Colleagues colleagues)
{
    /// <param name="levelDiscussed">Working and thinking level was talked about: noted that it was, never what came of it.</param>
    public async ValueTask<AskResult> AskAsync(Turn turn, Community community, Person person, Role role, bool levelDiscussed, CancellationToken ct)
    {
        switch (await colleagues.LookAsync(community, person, ct))
        {
            case Whereabouts.Unknown: return new(false, AskTexts.CannotLook);
            case Whereabouts.NotHere: return new(false, AskTexts.HasLeft);
        }
        var outcome = await roles.ChangeAsLeadAsync(turn, community.ChannelId, current => Ask(current, role, person, turn, levelDiscussed),
            isOwn: _ => false, ct);
        return outcome is RoleOutcome.Changed
            ? new(true, Words.Fill(person.Is(turn.From) ? AskTexts.YouTookIt : AskTexts.Asked, Plain.OneLine(person.Name), Words.RoleAmid(role)))
            : new(false, Sentence((outcome as RoleOutcome.Refused)?.Why));
    }

    /// <summary>Pure. To succeed somebody is asked elsewhere, knowingly.</summary>
    private static RoleOutcome Ask(Community community, Role role, Person person, Turn turn, bool levelDiscussed)
    {
        if (community.Roles[role].Holder is { } holder) return new RoleOutcome.Refused(RoleRefusal.AlreadyHolds, holder);
        var outcome = community.Invite(role, person, turn.From, until: null, thirdRole: false, turn.At);
        return levelDiscussed && role != Role.Bouwer && outcome is RoleOutcome.Changed asked
            ? asked with { Events = [.. asked.Events, new(role, RoleDeed.LevelDiscussed, turn.From, null, asked.After.Roles[role].Revision)] }
            : outcome;
    }

    private static string Sentence(RoleRefusal? why) => why switch
    {
        RoleRefusal.AlreadyHolds => AskTexts.RoleIsTaken,
        RoleRefusal.AlreadyInvited => AskTexts.AlreadyAsked,
        RoleRefusal.SomeoneElseInvited => AskTexts.SomebodyElseAsked,
        RoleRefusal.ThirdRole => AskTexts.ThirdRole,
        RoleRefusal.NotLead => CommunityTexts.NotLeadNow,
        _ => AskTexts.NotNow,
    };
}

/// <param name="Done">Whether the person is asked now.</param>
/// <param name="Sentence">What came of it, for whoever asked.</param>
internal sealed record AskResult(bool Done, string Sentence);
