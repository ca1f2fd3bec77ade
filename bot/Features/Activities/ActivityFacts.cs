using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>What the buttons about an activity carry, signed: nobody but the bot puts it together.</summary>
/// <param name="ChannelId">Empty on a card in the community's own channel, where the place itself says it.</param>
/// <param name="Id">Empty for an activity that is not stored yet.</param>
/// <param name="Revision">Makes the card old when it changes.</param>
internal sealed record ActivityFacts(string ChannelId, DateOnly Day, string Id, int Revision)
{
    private const string ChannelKey = "channel";
    private const string DayKey = "day";
    private const string IdKey = "activity";
    private const string RevisionKey = "revision";

    public IReadOnlyDictionary<string, string> Data
    {
        get
        {
            var data = new Dictionary<string, string> { [DayKey] = ActivityAnswer.Iso(Day), [IdKey] = Id, [RevisionKey] = Revision.ToString(CultureInfo.InvariantCulture) };
            if (ChannelId.Length > 0) data[ChannelKey] = ChannelId;
            return data;
        }
    }

    public bool IsNew => Id.Length == 0;

    public static ActivityFacts Of(Community community, CommunityActivity activity) => new(community.ChannelId, activity.Day, activity.Id, activity.Revision);

    /// <summary>A new activity of the channel where the card stands.</summary>
    public static ActivityFacts New { get; } = new("", default, "", 0);

    /// <summary>The same on a card in the community's own channel.</summary>
    public ActivityFacts Here => this with { ChannelId = "" };

    /// <summary>The facts of the pressed button.</summary>
    public static ActivityFacts Of(Turn turn)
    {
        var data = turn.Press?.Data ?? new Dictionary<string, string>();
        return new(
            data.GetValueOrDefault(ChannelKey, ""),
            ActivityAnswer.DayOf(data.GetValueOrDefault(DayKey, "")) ?? default,
            data.GetValueOrDefault(IdKey, ""),
            int.TryParse(data.GetValueOrDefault(RevisionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0);
    }
}

/// <summary>Finds the activity that a button is about, for somebody who may change it: whoever planned or noted it, and the leads.</summary>
internal sealed class ActivityDesk(CommunityAccess places, ActivityStore activities, IPermissions permissions)
{
    /// <summary>The community of a pressed button, for a colleague in its channel.</summary>
    /// <exception cref="UserErrorException">There is none, or the presser does not belong there; says so.</exception>
    public async ValueTask<Community> PlaceAsync(Turn turn, CancellationToken ct) =>
        (await places.GetAsync(turn, ActivityFacts.Of(turn) is { ChannelId: { Length: > 0 } channel } ? channel : turn.Conversation.Id, Audience.Member, ct)).Community;

    /// <exception cref="UserErrorException">It is not there, it changed since the card was made, or it is somebody else's; says so.</exception>
    public async ValueTask<(Community Community, StoredActivity Stored)> FindAsync(Turn turn, CancellationToken ct)
    {
        var facts = ActivityFacts.Of(turn);
        var community = await PlaceAsync(turn, ct);
        var stored = await activities.FindAsync(community, facts.Day, facts.Id, ct) ?? throw new UserErrorException(ActivityTexts.NotHere);
        if (stored.Activity.Revision != facts.Revision) throw new UserErrorException(ActivityTexts.Outdated);
        if (!turn.From.Is(stored.Activity.By) && await permissions.RefusalAsync(turn, Audience.Lead, community.Address, ct) is not null)
            throw new UserErrorException(ActivityTexts.NotYours);
        return (community, stored);
    }

    /// <summary>Stores what a rule made of the activity of a pressed button, and says so, with the way back.</summary>
    public async ValueTask<Reply> ChangeAsync(Turn turn, Func<CommunityActivity, CommunityActivity> rule, Func<CommunityActivity, string> sentence, CancellationToken ct)
    {
        var (community, stored) = await FindAsync(turn, ct);
        return await SaveAsync(turn, community, stored, rule(stored.Activity), sentence, ct);
    }

    public async ValueTask<Reply> SaveAsync(
        Turn turn, Community community, StoredActivity stored, CommunityActivity after, Func<CommunityActivity, string> sentence, CancellationToken ct)
    {
        if (!await activities.SaveAsync(community, stored, after, turn.At, ct)) throw new UserErrorException(ActivityTexts.Outdated);
        return await ShowAsync(turn, community, sentence(after), after.Before is null ? null : ActivityFacts.Of(community, after), ct);
    }

    /// <summary>In the channel all activities as they are now; in somebody's own chat the sentence alone.</summary>
    /// <param name="undo">What may be taken back; null for nothing.</param>
    public async ValueTask<Reply> ShowAsync(Turn turn, Community community, string? notice, ActivityFacts? undo, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel)
            return new Reply.Replace(ActivityCard.Outcome(notice ?? "", undo), notice ?? "", ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);
        var today = community.Today(turn.At);
        var view = ActivitiesView.Of(community, await activities.AroundAsync(community, today, ActivitiesView.MostRead, ct), today) with { Notice = notice, Undo = undo?.Here };
        return new Reply.Replace(ActivityCard.Render(view), notice ?? ActivityCard.Summary(view));
    }
}
