using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary><c>/community status</c>: two storage operations in a channel, one to read the community and one to mark the turn.</summary>
internal sealed class ShowStatus(CommunityStore communities, VisibleCommunities visible, QuietDayStore quiet) : IHandler
{
    public const string Command = CommandNames.Status;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return await AskWhichAsync(turn, ct);

        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community } stored)
            return new Reply.Card(ChooseCard.NoCommunity(turn.Notice), StatusTexts.NoCommunityTitle);
        await FollowAddressAsync(turn, stored, ct);
        var days = await quiet.FindLatelyAsync(turn.TenantId, ct);
        return Card(StatusView.Of(community, days, turn.At, turn.Notice, isHere: true, turn.IsPrivate ? turn.NewId : null));
    }

    private async ValueTask<Reply> AskWhichAsync(Turn turn, CancellationToken ct)
    {
        var seen = await visible.ToAsync(turn, ct);
        return seen.Mine switch
        {
            [var only] when seen.AllSeen => Card(StatusView.Of(only, await quiet.FindLatelyAsync(turn.TenantId, ct), turn.At, turn.Notice, isHere: false)),
            [] when seen.LookedAt < seen.OfAll =>
                SentenceCard.Answer(Words.Fill(StatusTexts.NoneSoFar, seen.LookedAt, seen.OfAll), Parts.CommandButton(StatusTexts.LookOn, Command)),
            [] => SentenceCard.Answer(seen.AllSeen ? StatusTexts.NoneToChoose : StatusTexts.CannotLook, seen.AllSeen
                ? Parts.CommandButton(StatusTexts.Help, CommandNames.Help) : Parts.CommandButton(StatusTexts.LookOn, Command)),
            var mine => new Reply.Card(ChooseCard.Choose([.. mine.Select(community => (community.ChannelId, community.Name))]), StatusTexts.ChooseTitle),
        };
    }

    /// <summary>
    /// The connector's address may change, and channels are renamed while the bot is away: the newest that Teams sent is kept. The write carries the
    /// turn's mark, so it costs no extra operation; lost to somebody else's change it is simply done at the next turn.
    /// </summary>
    private async ValueTask FollowAddressAsync(Turn turn, StoredCommunity stored, CancellationToken ct)
    {
        var address = turn.Address.OfChannel(turn.Conversation.Id);
        if (stored.Community.Address == address) return;
        await communities.SaveAsync(stored, stored.Community with { Address = address }, ct);
    }

    private static Reply.Card Card(StatusView view) => new(StatusCard.Render(view), StatusCard.Summary(view));
}

/// <summary>The button "refresh": the card as it would be now.</summary>
internal sealed class RefreshStatus : IHandler
{
    public const string Verb = "status.refresh";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Continue(ShowStatus.Command));
}

/// <summary>The button "more": where the rest is, for whoever pressed it.</summary>
internal sealed class ShowMore(CommunityStore communities) : IHandler
{
    public const string Verb = "status.more";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(ShowStatus.Command);
        return new Reply.Replace(MoreCard.Render(community.Name), StatusTexts.MoreSummary, ForEveryone: false);
    }
}

/// <summary>The button under the choice of communities.</summary>
internal sealed class ShowChosenStatus(CommunityAccess places, QuietDayStore quiet) : IHandler
{
    public const string Verb = "status.show";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(StatusAnswer.Community), "") ?? "";
        if (await places.FindVisibleAsync(turn, wanted, ct) is not { } community) return new Reply.Text(StatusTexts.NotYours);
        var view = StatusView.Of(community, await quiet.FindLatelyAsync(turn.TenantId, ct), turn.At, null, isHere: false);
        return new Reply.Replace(StatusCard.Render(view), StatusCard.Summary(view), ForEveryone: false);
    }
}
