using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>Nothing is left to say: the channel hears nothing, and those who lead hear why, in their own chat.</summary>
/// <remarks>Whoever cannot be reached reads it in the log of the channel.</remarks>
internal sealed class RanDryJob(CommunityStore communities, Leads leads) : IJob
{
    /// <summary>The subject is the channel.</summary>
    public const string Kind = "nudge.dry";

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, Key.Split(item.Subject)[0], ct) is not { Community: { MayPost: true } community })
            return JobPlan.Nothing;
        var found = await leads.AllAsync(community, null, ct);
        return await leads.TellAsync(item, community, found, lead => item.PostId(lead.Id),
            () => LetterText.Of(RanDryCard.Render(community.Name, NextPresses.In(community))), now, ct);
    }
}

/// <summary>Tells a lead that there is nothing left to say.</summary>
internal static class RanDryCard
{
    public static AdaptiveCard Render(string community, NextPresses next) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.RanDryTitle,
        Body = [Parts.Head(NudgeTexts.RanDryTitle, []), Parts.Paragraph(Words.Fill(NudgeTexts.RanDry, Plain.Text(community)))],
        Actions = (next with { Look = (NudgeTexts.ShareOwn, CommandNames.Share) }).Buttons(),
    };
}
