using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The facts on the card of a nudge, ready to show. Title and text of an own example are what people typed.</summary>
/// <param name="Id">Which nudge of the community; null on a card that nobody can answer to.</param>
/// <param name="Cadence">Null when it was asked for, and so is not "this week's".</param>
/// <param name="Gap">What would help most; null when nothing is missing.</param>
/// <param name="Notice">A sentence to open with.</param>
internal sealed record NudgeView(string? Id, Cadence? Cadence, ContentItem Item, Gap? Gap, Tally Tally, string? Notice = null)
{
    /// <summary>A nudge of a community, as it was chosen, with the answers by now.</summary>
    public static NudgeView Of(Community community, NudgeRecord record, ContentItem item, Tally tally, string? notice = null) =>
        new(record.Id, community.Rhythm.Cadence, item, record.Choice?.Gap, tally, notice) { Start = community.FlyingStartOn(community.Today(record.At)) };

    /// <summary>How far the flying start is, in a message of its days; else null.</summary>
    public FlyingStart? Start { get; init; }

    public ContentText Text => Item.In(Language.Current);
}
