using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>Finds the activity that a button is about, for somebody who may change it: whoever planned or noted it, and the leads.</summary>
internal sealed class ActivityDesk(CommunityAccess places, ActivityStore activities, IPermissions permissions, OwnHost host)
{
    /// <summary>So often somebody else may press at the same moment.</summary>
    private const int Tries = 20;

    /// <summary>The community of a pressed button, for a colleague in its channel.</summary>
    /// <exception cref="UserErrorException">There is none, or the presser does not belong there; says so.</exception>
    public async ValueTask<Community> PlaceAsync(Turn turn, CancellationToken ct) =>
        (await places.GetAsync(turn, ActivityFacts.Of(turn).ChannelId ?? turn.Conversation.Id, Audience.Member, ct)).Community;

    /// <exception cref="UserErrorException">It is not there, it changed since the card was made, or it is somebody else's; says so.</exception>
    public async ValueTask<(Community Community, StoredActivity Stored)> FindAsync(Turn turn, CancellationToken ct)
    {
        var facts = ActivityFacts.Of(turn);
        var community = await PlaceAsync(turn, ct);
        var stored = await activities.FindAsync(community, facts.Day, facts.Id, ct) ?? throw new UserErrorException(ActivityTexts.NotHere);
        if (turn.Press?.Verb == UndoActivity.Verb && stored.Activity.WasUndone(turn.From, facts.Revision)) throw new UserErrorException(TurnTexts.AlreadyDone);
        if (stored.Activity.Revision != facts.Revision) throw new UserErrorException(ActivityTexts.Outdated);
        if (!turn.From.Is(stored.Activity.By) && await permissions.RefusalAsync(turn, Audience.Lead, community.Address, ct) is not null)
            throw new UserErrorException(ActivityTexts.NotYours);
        return (community, stored);
    }

    /// <summary>Stores what a rule made of the activity of a pressed button, and says so, with the way back.</summary>
    public async ValueTask<Reply> ChangeAsync(Turn turn, Func<CommunityActivity, CommunityActivity> rule, Func<CommunityActivity, string> sentence,
        CancellationToken ct)
    {
        var (community, stored) = await FindAsync(turn, ct);
        return await SaveAsync(turn, community, stored, rule(stored.Activity), sentence, ct);
    }

    public async ValueTask<Reply> SaveAsync(
        Turn turn, Community community, StoredActivity stored, CommunityActivity after, Func<CommunityActivity, string> sentence, CancellationToken ct)
    {
        switch (await activities.SaveAsync(turn, community, stored, after, ct))
        {
            case DecisionEnd.Made: break;
            case DecisionEnd.NotLead: throw new UserErrorException(CommunityTexts.NotLeadNow);
            default: throw new UserErrorException(ActivityTexts.Outdated);
        }
        return await ShowAsync(turn, community, sentence(after), after.Before is null ? null : ActivityFacts.Of(community, after), ct);
    }

    /// <summary>Somebody says that they come, or not after all: once each, whatever else changed about it meanwhile.</summary>
    public async ValueTask<Reply> ComeAsync(Turn turn, bool comes, CancellationToken ct)
    {
        var (facts, community) = (ActivityFacts.Of(turn), await PlaceAsync(turn, ct));
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var stored = await activities.FindAsync(community, facts.Day, facts.Id, ct) ?? throw new UserErrorException(ActivityTexts.NotHere);
            if (!stored.Activity.IsAheadOn(community.Today(turn.At))) return new Reply.Text(ActivityTexts.IsOver);
            var after = stored.Activity.WithComing(turn.From.Id, comes);
            if (after == stored.Activity) return new Reply.Text(comes ? ActivityTexts.ComesAlready : ActivityTexts.CameNot);
            if (after.Coming.Count > CommunityActivity.MostComing) return new Reply.Text(Words.Fill(ActivityTexts.TooManyCome, CommunityActivity.MostComing));
            if (await activities.CountAsync(turn, community, stored, after, ct)) return await ShowAsync(turn, community, notice: null, undo: null, ct);
        }
        throw new UserErrorException(ActivityTexts.Outdated);
    }

    /// <summary>In the channel all activities as they are now; in somebody's own chat the sentence alone.</summary>
    /// <param name="undo">What may be taken back; null for nothing.</param>
    public async ValueTask<Reply> ShowAsync(Turn turn, Community community, string? notice, ActivityFacts? undo, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel)
            return new Reply.Replace(ActivityCard.Outcome(notice ?? "", undo), notice ?? "", ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);
        var today = community.Today(turn.At);
        var around = await activities.AroundAsync(community, today, ActivitiesView.MostRead, ct);
        var view = ActivitiesView.Of(community, around, today, host.Address) with { Notice = notice, Undo = undo?.Here };
        return new Reply.Replace(ActivityCard.Render(view), notice ?? ActivityCard.Summary(view));
    }
}
