using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>
/// One warm line in the channel about a new holder who agreed to it. Whoever takes the yes back by then is not spoken of; after that the line says so, in its
/// place.
/// </summary>
internal sealed class TellChannel(CommunityStore communities, ILedger ledger) : IJob
{
    /// <summary>As the ledger names the rows of jobs' posts.</summary>
    private const string PostRow = "post";

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, var role, _, var holderId]) throw new FormatException("The subject is no new holder.");
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { MayPost: true } community }) return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        var (slot, id) = (community.Roles[Enum.Parse<Role>(role)], Key.Join([RoleChanges.AloudJob, .. Key.Split(item.Subject)]));
        if (slot.IsAloud && slot.Holder is { } holder && holder.Id == holderId)
        {
            var to = new Destination.ToChannel(community.Address.OfChannel(channelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId);
            return JobPlan.Of(PostOf(id, to, NoticeKind.Good, RoleTexts.Aloud, holder, slot.Role, community));
        }
        return (community.Knows(holderId), await SaidInAsync(item.TenantId, id, ct)) is ({ } former, { } message) && !former.Is(slot.Holder)
            ? JobPlan.Of(PostOf(Key.Join(id, "undone"), InThread(community, message), NoticeKind.Info, RoleTexts.AloudUndone, former, slot.Role, community))
            : JobPlan.Nothing;
    }

    /// <summary>The message of the line; null while it was not said.</summary>
    private async ValueTask<string?> SaidInAsync(string tenantId, string postId, CancellationToken ct) =>
        (await ledger.FindAsync(tenantId, Key.Join(PostRow, postId), ct))?.ActivityId;

    private static Destination.InPlace InThread(Community community, string message) =>
        new(community.Address with { ConversationId = $"{community.ChannelId};messageid={message}" }, message);

    private static Post PostOf(string id, Destination to, NoticeKind kind, string sentence, Person who, Role role, Community community)
    {
        var words = Words.Fill(sentence, who.Name, Words.RoleAmid(role), community.Name);
        return new(id, to, OutcomeCard.Render(new(kind, words)), Plain.OneLine(words));
    }
}

/// <summary>
/// Brings the card up to date on which somebody was asked, once there is an answer: everybody in the channel sees it, and it would go on saying that somebody
/// was asked. It shows the roles as they are by then.
/// </summary>
internal sealed class RenewAskingCard(CommunityStore communities) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, _, _, var conversationId, var messageId]) throw new FormatException("The subject is no card.");
        if (Address.WithoutThread(conversationId) != channelId
            || await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { MayPost: true } community }) return JobPlan.Nothing;

        using var spoken = Language.Use(community.Language);
        var view = RolesView.ForEveryone(community, now);
        var to = new Destination.InPlace(community.Address with { ConversationId = conversationId }, messageId);
        // A card that is gone by now is not missed.
        return JobPlan.Of(new Post(Key.Join([RoleChanges.CardJob, .. Key.Split(item.Subject)]), to, RolesCard.Render(view), RolesCard.Summary(view)));
    }
}
