using TeamsCommunityBot.Communities;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>Shows a shared example to those who lead its community; in the channel, without the example, where one of them cannot be reached.</summary>
internal sealed class ReviewJob(CommunityStore communities, ExampleStore examples, IRoster roster) : IJob
{
    public const string Kind = "example.review";

    private static readonly TimeSpan PatienceForRoster = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, var id]) return JobPlan.Nothing;
        if (await examples.FindAsync(item.TenantId, channelId, id, ct) is not { Example: { State: ExampleState.Proposed } example }) return JobPlan.Nothing;
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;

        var members = await roster.ListAsync(item.TenantId, community.Address, fresh: false, PatienceForRoster, ct);
        var leads = members?.Members.Select(member => member.Person).Where(person => community.IsLedBy(person.Id)).ToList() ?? [];
        using var spoken = Language.Use(community.Language);
        if (leads.Count == 0) return JobPlan.Of(InChannel(item, new(community.Address.OfChannel(channelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId)));
        var card = ExampleCard.Review(example);
        return JobPlan.Of([.. leads.Select(lead => new Post(Key.Join(Kind, item.Subject, lead.Id), new Destination.ToPerson(community.Address, lead), card, card.FallbackText))]);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson) return JobPlan.Nothing;
        if (Key.Split(item.Subject) is not [var channelId, _]) return JobPlan.Nothing;
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        return JobPlan.Of(InChannel(item, new(community.Address.OfChannel(channelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId)));
    }

    private static Post InChannel(DueItem item, Destination.ToChannel channel)
    {
        var card = ExampleCard.Waiting();
        return new(Key.Join(Kind, item.Subject, "channel"), channel, card, card.FallbackText);
    }
}
