using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary><c>/community target</c>: what the community wants to reach, how far it is, and a field to count; for everyone in the channel.</summary>
internal sealed class ShowTargets(CommunityStore communities) : IHandler
{
    public const string Command = CommandNames.Target;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(TargetTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var view = TargetsView.Of(community, turn.At) with { Notice = turn.Notice };
        return new Reply.Card(TargetCard.Render(view), TargetCard.Summary(view));
    }
}

/// <summary>The button "history": who did what to a target, when and why; for whoever pressed it.</summary>
internal sealed class ShowTargetHistory(TargetDesk desk, TargetHistoryStore history) : IHandler
{
    public const string Verb = "target.history";

    private const int Shown = 10;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var community = await desk.PlaceAsync(turn, ct);
        var page = await history.PageAsync(community, TargetFacts.Of(turn).After, Shown, ct);
        var view = new TargetHistoryView(community.Name, community.TimeZone, page.Entries, page.Older);
        return new Reply.Replace(TargetCard.History(view), TargetTexts.HistoryTitle, ForEveryone: false);
    }
}
