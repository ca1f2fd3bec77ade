using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>What the buttons of roles carry, signed: nobody but the bot puts it together.</summary>
/// <param name="Number">The slot's revision or the invitation's number, whichever makes the card old when it changes.</param>
/// <param name="ChannelId">The community, on a card outside of its channel; empty where the card stands in it.</param>
/// <param name="IsAloud">On a yes: the channel may hear of it.</param>
internal sealed record RoleFacts(Role Role, int Number, [Entry("channel")] string ChannelId = "", [Entry("aloud")] bool? IsAloud = null)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    /// <summary>The facts of the pressed button; null for none of ours.</summary>
    public static RoleFacts? Of(Turn turn) => ButtonData.Read<RoleFacts>(turn);

    /// <summary>The rule, if the slot is still as the card showed it.</summary>
    public RoleOutcome IfCurrent(Community community, Func<Community, RoleOutcome> rule) =>
        community.Roles[Role].Revision == Number ? rule(community) : new RoleOutcome.Refused(RoleRefusal.Outdated);
}
