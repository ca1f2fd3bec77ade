using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People.Graph;

namespace TeamsCommunityBot.People;

/// <summary>Teams' own roster, and Graph on top of it where the level allows.</summary>
/// <param name="graph">Null at level 0.</param>
/// <param name="messages">Null at level 0.</param>
internal sealed class Presence(IRoster roster, TeamGroups groups, GraphDirectory? graph, GraphMessages? messages, int level, TimeProvider time) : IPresence
{
    /// <summary>For the connector's answers to all of a list of communities.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public int LevelFor(string tenantId) => graph?.Serves(tenantId) == true ? level : 0;

    /// <inheritdoc/>
    public ValueTask<string?> GroupIdAsync(Community community, CancellationToken ct) => groups.FindAsync(community, ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Listing>> ListAsync(IReadOnlyList<Community> communities, CancellationToken ct)
    {
        var told = await AskGraphAsync(communities, ct);
        var until = time.GetUtcNow() + Patience;
        var listings = new List<Listing>();
        foreach (var community in communities)
        {
            var answer = told.GetValueOrDefault(community);
            var trouble = answer?.Failure is { } failure ? TroubleOf(failure) : default(PeopleTrouble?);
            var list = answer?.Value;
            // Throttled means that the whole round waits, so nobody else is asked in between.
            if (list is null && trouble != PeopleTrouble.Throttled && time.GetUtcNow() is var now && now < until)
                list = await roster.ListAsync(community.TenantId, community.Address.OfChannel(community.ChannelId), fresh: true, until - now, int.MaxValue, ct);
            listings.Add(new(list, list is null ? trouble ?? PeopleTrouble.Unavailable : trouble, answer?.Failure?.RetryAfter));
        }
        return listings;
    }

    /// <inheritdoc/>
    public async ValueTask<Sighting> LookAsync(Community community, Person person, CancellationToken ct)
    {
        var account = LevelFor(community.TenantId) < 2 ? null : await graph!.AccountAsync(person.Id, ct);
        if (account is { Failure: null, Value: Account.Disabled }) return new Sighting.Gone(VacancyReason.AccountDisabled);
        if (account is { Failure: null, Value: Account.Guest }) return new Sighting.Gone(VacancyReason.BecameGuest);

        // Somebody of another tenant has no account in this one; the roster knows them as a guest.
        var isMissing = account is { Failure: null, Value: Account.Missing };
        return await roster.FindAsync(community.TenantId, community.Address.OfChannel(community.ChannelId), person, fresh: true, ct) switch
        {
            RosterAnswer.Member { IsGuest: true } => new Sighting.Gone(VacancyReason.BecameGuest),
            RosterAnswer.Member when isMissing => new Sighting.Gone(VacancyReason.AccountDeleted),
            // Who is in the roster may have a closed account all the same; without consent that is nothing that asking again could tell.
            RosterAnswer.Member => account is { Failure.Problem: not GraphProblem.NoConsent } ? new Sighting.Unknown() : new Sighting.Here(),
            RosterAnswer.NotMember => isMissing ? new Sighting.Gone(VacancyReason.AccountDeleted) : await OutOfTheRosterAsync(community, person, ct),
            _ => isMissing ? new Sighting.NotFound() : new Sighting.Unknown(),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<AccountNews> ChangesAsync(string? link, CancellationToken ct)
    {
        if (graph is null || level < 2) return new(null, PeopleTrouble.Unavailable);
        var answer = await graph.ChangesAsync(link, ct);
        return answer.Failure is { } failure
            ? new(null, TroubleOf(failure), failure.RetryAfter, failure.Problem == GraphProblem.Expired)
            : new(answer.Value);
    }

    /// <inheritdoc/>
    public async ValueTask<PeopleTrouble?> TryAccountsAsync(string personId, CancellationToken ct) =>
        graph is null || level < 2 ? PeopleTrouble.Unavailable
        : await graph.AccountAsync(personId, ct) is { Failure: { } failure } ? TroubleOf(failure)
        : null;

    /// <inheritdoc/>
    public async ValueTask<PeopleTrouble?> TryMessagesAsync(Community community, CancellationToken ct)
    {
        if (LevelFor(community.TenantId) == 0 || await groups.FindAsync(community, ct) is not { } group) return PeopleTrouble.Unavailable;
        return await messages!.TryAsync(new(group, community.ChannelId), ct) is { Failure: { } failure } ? TroubleOf(failure) : null;
    }

    /// <summary>
    /// Who is in a shared channel as a member of another team may be missing from the roster, and leaves on one path while staying on another.
    /// </summary>
    private async ValueTask<Sighting> OutOfTheRosterAsync(Community community, Person person, CancellationToken ct)
    {
        if (!community.Shared.Value) return new Sighting.Gone(VacancyReason.LeftTeam);
        if (LevelFor(community.TenantId) == 0 || await groups.FindAsync(community, ct) is not { } group) return new Sighting.NotFound();
        return await graph!.HasAccessAsync(new(group, community.ChannelId), person.Id, ct) switch
        {
            { Failure: not null } => new Sighting.NotFound(),
            { Value: true } => new Sighting.Here(),
            _ => new Sighting.Gone(VacancyReason.LeftTeam),
        };
    }

    /// <summary>Several channels of one team are one question.</summary>
    private async ValueTask<Dictionary<Community, GraphAnswer<RosterList>>> AskGraphAsync(IReadOnlyList<Community> communities, CancellationToken ct)
    {
        var places = new Dictionary<Community, GraphPlace>();
        foreach (var community in communities)
            if (LevelFor(community.TenantId) > 0 && await groups.PlaceAsync(community, ct) is { } place) places[community] = place;
        if (places.Count == 0) return [];
        var distinct = places.Values.Distinct().ToList();
        var answers = distinct.Zip(await graph!.ListAsync(distinct, ct)).ToDictionary(pair => pair.First, pair => pair.Second);
        return places.ToDictionary(pair => pair.Key, pair => answers[pair.Value]);
    }

    private static PeopleTrouble TroubleOf(GraphFailure failure) => failure.Problem switch
    {
        GraphProblem.NoConsent => PeopleTrouble.NoConsent,
        GraphProblem.Throttled => PeopleTrouble.Throttled,
        _ => PeopleTrouble.Unavailable,
    };
}
