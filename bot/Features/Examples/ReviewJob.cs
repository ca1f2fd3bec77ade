using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>
/// Shows a shared example to those who lead its community and did not write it themselves, and where there are none to the administrators, if it may go
/// before every team; in the channel, without the example, where nobody can be reached.
/// </summary>
internal sealed class ReviewJob(CommunityStore communities, ExampleStore examples, AdministratorStore administrators, Leads leads, Letter letter) : IJob
{
    public const string Kind = "example.review";

    /// <summary>The line that shows an example as it is now.</summary>
    public static DueItem LineOf(Example example, DateTimeOffset at) => new(example.TenantId, Kind, Key.Join(example.ChannelId, example.Id), at);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, var id]) return JobPlan.Nothing;
        if (await examples.FindAsync(item.TenantId, channelId, id, ct) is not { Example: { State: ExampleState.Proposed } example }) return JobPlan.Nothing;
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;

        var found = await leads.AllAsync(community, example.Author, ct);
        if (found is not { People.Count: 0, IsAll: true })
            return await leads.TellAsync(item, community, found, lead => PostId(item, example, lead.Id), () => Question(example), now, ct);
        var above = example.IsOpen ? await AdministratorsAsync(item.TenantId, example.Author, ct) : [];
        // Nobody is left who may say yes: whoever is in the channel reads that something waits, and not what.
        return JobPlan.Of(above.Count == 0
            ? [InChannel(item, example, community)]
            : await letter.ToEachAsync(community, above, administrator => PostId(item, example, administrator.Id), _ => Question(example), ct));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson) return JobPlan.Nothing;
        if (Key.Split(item.Subject) is not [var channelId, var id]) return JobPlan.Nothing;
        if (await examples.FindAsync(item.TenantId, channelId, id, ct) is not { Example: var example }) return JobPlan.Nothing;
        if (await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        return JobPlan.Of(InChannel(item, example, community));
    }

    private async ValueTask<IReadOnlyList<Person>> AdministratorsAsync(string tenantId, Person author, CancellationToken ct) =>
    [
        .. (await administrators.ReadAsync(tenantId, ct)).All.Select(administrator => administrator.Who)
            .Where(who => who.Address.Length > 0 && !who.Is(author)),
    ];

    private static LetterText Question(Example example) => LetterText.Of(ExampleCard.Review(example));

    /// <summary>Named by the words that are asked about: changed ones are asked about anew.</summary>
    private static string PostId(DueItem item, Example example, string whom) =>
        Key.Join(Kind, item.Subject, example.Revision.ToString(CultureInfo.InvariantCulture), whom);

    private static Post InChannel(DueItem item, Example example, Community community)
    {
        using var spoken = Language.Use(community.Language);
        var card = ExampleCard.Waiting();
        var channel = new Destination.ToChannel(community.Address.OfChannel(community.ChannelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId);
        return new(PostId(item, example, "channel"), channel, card, card.FallbackText);
    }
}
