using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>The button "ask them" under a raised hand, in the chat of a lead: starts the invitation. Whoever presses must lead the community now.</summary>
internal sealed class AskWhoRaised(CommunityAccess places, CallStore calls, RoleInviter asking) : IHandler
{
    public const string Verb = "call.ask";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs || HandFacts.Of(turn) is not { } facts) return new Reply.Text(CallTexts.Closed);
        var (community, _) = await places.GetAsync(turn, facts.ChannelId, Audience.Lead, ct);
        if (await calls.FindHandAsync(community, facts.Number, facts.PersonId, ct) is not { Who: var person }) return new Reply.Text(CallTexts.HandIsDown);

        var levelDiscussed = turn.Press!.Answers.GetValueOrDefault(nameof(HandAnswer.LevelDiscussed)) == "true";
        var (isDone, sentence) = await asking.AskAsync(turn, community, person, facts.Role, levelDiscussed, ct);
        if (!isDone) return new Reply.Text(sentence);
        var view = new HandView(community.ChannelId, community.Name, facts.Number, person.Id, person.Name, [], "", NextPresses.ToFill(community, facts.Role),
            sentence);
        return new Reply.Replace(CallCard.Hand(view), sentence);
    }
}
