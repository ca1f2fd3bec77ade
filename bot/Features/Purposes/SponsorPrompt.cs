using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>
/// Once a month, at a moment of the community's own rhythm, the sponsor gets a text to tell why the community exists. A moment that is paused, quiet or
/// long past gives way to the next one of the same month; a month without any has no prompt.
/// </summary>
/// <remarks>Whoever cannot be reached is not asked in front of others: the card of the why shows when it was last told.</remarks>
internal sealed class SponsorPrompt(CommunityStore communities, QuietDayStore quiet, Letter letter, Colleagues colleagues) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, item.Subject, ct) is not { Community: { IsRegistered: true, Purpose.Sponsor: { } sponsor } community }
            || community.NextPrompt(now) is not { } next) return JobPlan.Nothing;
        // Planned by another rhythm, or the bot slept through it.
        if (community.PromptAt(item.At) is not { } slot || slot.IsTooLate(now)) return JobPlan.Again(PurposeChanges.PromptLine(community, next));
        if (community.Rhythm.WhyNot(slot, await quiet.FindAsync(item.TenantId, ct)) is not null || !community.MayPost
            || await IsGoneAsync(community, sponsor, ct))
            return JobPlan.Again(PurposeChanges.PromptLine(community, next));
        return new([await PostAsync(community, sponsor, slot, ct)], [PurposeChanges.PromptLine(community, community.NextMonth(slot))]);
    }

    /// <summary>Somebody who has left is asked for nothing; whoever looks after who is still here empties their place.</summary>
    private async ValueTask<bool> IsGoneAsync(Community community, Sponsor sponsor, CancellationToken ct) =>
        await colleagues.LookAsync(community, sponsor.Who, ct) == Whereabouts.NotHere;

    /// <summary>Named by the month, not by the line: whatever happens to the rhythm, a month has one.</summary>
    private ValueTask<Post> PostAsync(Community community, Sponsor sponsor, RhythmMoment slot, CancellationToken ct)
    {
        var id = Key.Join(PurposeChanges.PromptJob, community.ChannelId, sponsor.Who.Id, slot.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        var view = new SponsorPromptView(new(community.ChannelId, sponsor.Number), community.Name, ReadyText.For(community, slot.Day));
        return letter.ToAsync(community, sponsor.Who, id, () => new(SponsorCard.Prompt(view), SponsorCard.PromptSummary(view)), ct);
    }
}

/// <summary>What a sponsor may post or record, made of the community's own facts. Another one each month, in turn; pure.</summary>
internal static class ReadyText
{
    /// <summary>In the language of the community, for it is said there.</summary>
    public static string For(Community community, DateOnly day)
    {
        using var spoken = Language.Use(community.Language);
        var (name, why, phase, roles) = (community.Name, WithStop(community.Purpose.Why), PhaseOf(community, day), RolesOf(community));
        return (((day.Year * 12) + day.Month) % 4) switch
        {
            0 => Words.Fill(PurposeTexts.ReadyOne, name, why, phase, roles),
            1 => Words.Fill(PurposeTexts.ReadyTwo, name, why, phase, roles),
            2 => Words.Fill(PurposeTexts.ReadyThree, name, why, phase, roles),
            _ => Words.Fill(PurposeTexts.ReadyFour, name, why, phase, roles),
        };
    }

    private static string PhaseOf(Community community, DateOnly day) => community.PhaseOn(day) switch
    {
        { Phase: Phase.Preparation } when day >= community.StartDate => PurposeTexts.PhaseAwaits,
        { Phase: Phase.Preparation } => Words.Fill(PurposeTexts.PhasePreparation, Words.Day(community.StartDate)),
        { Phase: Phase.Start, Month: var month } => Words.Fill(PurposeTexts.PhaseStart, month, PhaseClock.StartMonths),
        { Month: var month } => Words.Fill(PurposeTexts.PhaseBloom, month),
    };

    private static string RolesOf(Community community)
    {
        var open = community.Roles.All().Where(slot => slot.Holder is null).Select(slot => Words.RoleAmid(slot.Role)).ToList();
        return open switch
        {
            [] => PurposeTexts.RolesFilled,
            [var one] => Words.Fill(PurposeTexts.RolesOneOpen, one),
            [var one, var two] => Words.Fill(PurposeTexts.RolesTwoOpen, one, two),
            _ => PurposeTexts.RolesAllOpen,
        };
    }

    /// <summary>As a sentence: people leave the full stop out.</summary>
    private static string WithStop(string why) => why.Length == 0 || ".!?…".Contains(why[^1], StringComparison.Ordinal) ? why : why + ".";
}
