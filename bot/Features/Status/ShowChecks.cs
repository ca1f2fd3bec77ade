using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The button "all eleven points" under the bar of the status: for whoever pressed it.</summary>
internal sealed class ShowChecks(CommunityStore communities) : IHandler
{
    public const string Verb = "checks.show";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(ShowStatus.Command);
        var view = ChecksView.Of(community, turn.At);
        return new Reply.Replace(ChecksCard.Render(view), ChecksCard.Summary(view), ForEveryone: false);
    }
}

/// <summary>The button "explain" at one of them: its rule, its data and their day, and the way to the rows behind it.</summary>
internal sealed class ShowCheck(CommunityStore communities) : IHandler
{
    public const string Verb = "checks.one";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community } || ButtonData.Read<CheckButton>(turn) is not { } button)
            return new Reply.Continue(ShowStatus.Command);
        return new Reply.Replace(ChecksCard.One(ChecksView.Of(community, turn.At), button.Kind), CheckWords.Title(button.Kind), ForEveryone: false);
    }
}
