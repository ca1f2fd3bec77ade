using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>Shows a shared example to those who lead its community; in the channel, without the example, where one of them cannot be reached.</summary>
internal sealed class ReviewJob(CommunityStore communities, ExampleStore examples, Leads leads) : IJob
{
    public const string Kind = "example.review";

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, var id]) return JobPlan.Nothing;
        if (await examples.FindAsync(item.TenantId, channelId, id, ct) is not { Example: { State: ExampleState.Proposed } example }) return JobPlan.Nothing;
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;

        var found = await leads.AllAsync(community, null, ct);
        // Nobody who leads is left in the channel: whoever is there reads that something waits, and not what.
        return found is { People.Count: 0, IsAll: true }
            ? JobPlan.Of(InChannel(item, community))
            : await leads.TellAsync(item, community, found, lead => Key.Join(Kind, item.Subject, lead.Id), () => LetterText.Of(ExampleCard.Review(example)),
                now, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson) return JobPlan.Nothing;
        if (Key.Split(item.Subject) is not [var channelId, _]) return JobPlan.Nothing;
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        return JobPlan.Of(InChannel(item, community));
    }

    private static Post InChannel(DueItem item, Community community)
    {
        using var spoken = Language.Use(community.Language);
        var card = ExampleCard.Waiting();
        var channel = new Destination.ToChannel(community.Address.OfChannel(community.ChannelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId);
        return new(Key.Join(Kind, item.Subject, "channel"), channel, card, card.FallbackText);
    }
}
