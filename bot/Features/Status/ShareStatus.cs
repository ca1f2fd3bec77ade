using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The button "share in the channel", on a card that only one person sees. Each such card is shared once; refused by Teams, it can be again.</summary>
internal sealed class ShareStatus(CommunityStore communities, IAgenda agenda, ILedger ledger) : IHandler
{
    public const string Verb = "status.share";

    /// <summary>The name of the action data: the card's one-time name.</summary>
    public const string FormKey = "form";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is null) return new Reply.Continue(ShowStatus.Command);
        var card = turn.IdFrom(turn.Press?.Data.GetValueOrDefault(FormKey) ?? "");
        var before = await ledger.FindPostAsync(turn.TenantId, PressPost.PostId(PostStatus.Kind, turn.Conversation.Id, card), ct);
        if (before?.State == PostState.Sent) return new Reply.Text(StatusTexts.SharedAlready);
        await agenda.PlanAsync(PressPost.LineFor(turn, PostStatus.Kind, before?.State == PostState.Refused ? turn.NewId : card), ct);
        return new Reply.Text(CommunityTexts.OnItsWay);
    }
}

/// <summary>Puts the status in the channel, as it is by then and in the community's language.</summary>
internal sealed class PostStatus(CommunityStore communities, QuietDayStore quiet, ChatLanguages languages) : IJob
{
    /// <summary>The subject is a <see cref="PressPost"/>.</summary>
    public const string Kind = "status.post";

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var press = PressPost.Of(item);
        if (await communities.FindAsync(item.TenantId, press.ChannelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        var view = StatusView.Of(community, await quiet.FindLatelyAsync(item.TenantId, ct), now, null, isHere: true);
        return JobPlan.Of(press.InChannel(item, community, StatusCard.Render(view), StatusCard.Summary(view)));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        var press = PressPost.Of(item);
        return result is PostResult.Refused && post.To is Destination.ToChannel
            && await communities.FindAsync(item.TenantId, press.ChannelId, ct) is { Community: { IsRegistered: true } community }
            ? JobPlan.Of(await press.NotPostedAsync(item, community, languages, ct))
            : JobPlan.Nothing;
    }
}
