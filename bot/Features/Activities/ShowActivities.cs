using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary><c>/community activity</c>: what is planned and what was. With a title after it: the form, filled with that title.</summary>
internal sealed class ShowActivities(CommunityStore communities, ActivityStore activities, OwnHost host) : IHandler
{
    public const string Command = CommandNames.Activity;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(ActivityTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var today = community.Today(turn.At);
        if (turn.Argument.Length > 0)
            return new Reply.Card(ActivityCard.Form(new(ActivityFacts.New with { Form = turn.NewId }, ActivityAnswer.Empty(today, turn.Argument), today)),
                ActivityTexts.FormTitle);
        var around = await activities.AroundAsync(community, today, ActivitiesView.MostRead, ct);
        await activities.PutPlannedRightAsync(community, around, today, ct);
        var view = ActivitiesView.Of(community, around, today, host.Address) with { Notice = turn.Notice };
        return new Reply.Card(ActivityCard.Render(view), ActivityCard.Summary(view));
    }
}
