using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>
/// Brings the card of a call up to date where it stands in the channel: once it is ended, filled or over, and while it is open once one of its roles is
/// taken or free again. Nobody has to press it to learn that.
/// </summary>
internal sealed class RenewCall(CommunityStore communities, CallStore calls) : IJob
{
    /// <summary>The subject is the channel, and what happened: each change of it has a line of its own.</summary>
    public const string Kind = SharedJobs.HoldersChanged;

    /// <summary>The line to plan when something happens to a call.</summary>
    /// <param name="what">Names it among all that happens to that call.</param>
    public static DueItem LineOf(Community community, int number, string what, DateTimeOffset at) =>
        new(community.TenantId, Kind, Key.Join(community.ChannelId, number.ToString(CultureInfo.InvariantCulture), what), at);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.FindAsync(item.TenantId, Key.Split(item.Subject)[0], ct) is not { Community: { MayPost: true } community }
            || await calls.FindAsync(community, ct) is not { Call: { Card: { } card } call }) return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        var view = CallView.Of(community, call, now);
        var to = new Destination.InPlace(community.Address with { ConversationId = card.ConversationId }, card.MessageId);
        // A card that is gone by now is not missed.
        return JobPlan.Of(new Post(Key.Join([Kind, .. Key.Split(item.Subject)]), to, CallCard.Render(view), CallCard.Summary(view)));
    }
}
