using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Administration;

/// <summary>
/// Tells somebody personally that they were made an administrator, or are one no longer. Where the bot cannot reach them, being named is said in the
/// channel where it was done; being removed is nobody else's business, and stands on the list.
/// </summary>
internal sealed class AdministratorNews(AdministratorStore administrators, Letter letter) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await administrators.EntryAsync(item.TenantId, item.Subject, ct) is not { } entry || !IsNews(entry)) return JobPlan.Nothing;
        var sender = new Sender(item.TenantId, entry.Near, entry.Language);
        return JobPlan.Of(await letter.ToAsync(sender, entry.About, item.Subject, () => LetterText.Of(AdministratorsCard.News(entry)), ct));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused { Why: PostRefusal.NotReachable } || post.To is not Destination.ToPerson) return JobPlan.Nothing;
        if (await administrators.EntryAsync(item.TenantId, item.Subject, ct) is not { Deed: AdministratorDeed.Named } entry) return JobPlan.Nothing;
        var channel = Address.WithoutThread(entry.Near.ConversationId);
        if (channel == entry.Near.ConversationId) return JobPlan.Nothing;

        using var spoken = Language.Use(entry.Language);
        var card = AdministratorsCard.NewsInChannel(entry);
        return JobPlan.Of(new Post($"{item.Subject}|channel", new Destination.ToChannel(entry.Near.OfChannel(channel), entry.About), card, card.FallbackText));
    }

    /// <summary>Whoever did it themself knows, and so does whoever was erased since.</summary>
    private static bool IsNews(AdministratorEntry entry) =>
        entry.Deed is AdministratorDeed.Named or AdministratorDeed.Removed && !entry.About.IsAnonymous;
}
