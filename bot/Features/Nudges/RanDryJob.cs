using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>Nothing is left to say: the channel hears nothing, and those who lead hear why, in their own chat.</summary>
/// <remarks>Whoever cannot be reached reads it in the log of the channel.</remarks>
internal sealed class RanDryJob(CommunityStore communities, IRoster roster) : IJob
{
    /// <summary>The subject is the channel.</summary>
    public const string Kind = "nudge.dry";

    private static readonly TimeSpan PatienceForRoster = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, Key.Split(item.Subject)[0], ct) is not { Community: { MayPost: true } community }) return JobPlan.Nothing;
        var members = await roster.ListAsync(item.TenantId, community.Address, fresh: false, PatienceForRoster, ct);
        var leads = members?.Members.Select(member => member.Person).Where(person => community.IsLedBy(person.Id)) ?? [];
        using var spoken = Language.Use(community.Language);
        var card = RanDryCard.Render(community.Name);
        return JobPlan.Of([.. leads.Select(lead => new Post(item.PostId(lead.Id), new Destination.ToPerson(community.Address, lead), card, card.FallbackText))]);
    }
}

/// <summary>Tells a lead that there is nothing left to say.</summary>
internal static class RanDryCard
{
    public static AdaptiveCard Render(string community) => new()
    {
        Lang = Language.Current,
        FallbackText = NudgeTexts.RanDryTitle,
        Body = [Parts.Heading(NudgeTexts.RanDryTitle), Parts.Paragraph(Words.Fill(NudgeTexts.RanDry, Plain.Text(community)))],
    };
}
