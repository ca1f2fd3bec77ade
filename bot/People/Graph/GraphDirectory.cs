using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Member = Microsoft.Graph.Models.ConversationMember;
using MemberPage = Microsoft.Graph.Models.ConversationMemberCollectionResponse;
using Person = TeamsCommunityBot.Domain.Person;

namespace TeamsCommunityBot.People.Graph;

/// <summary>
/// What the bot asks of Microsoft Graph about people, and nothing else. Never throws for what Graph or the network does.
/// </summary>
/// <param name="tenantId">The registration's own tenant: the only one that our token speaks for.</param>
internal sealed class GraphDirectory(GraphCaller caller, GraphEdge edge, GraphOptions options, string tenantId, TimeProvider time)
{
    /// <summary>Requests in one batch; Graph's own limit.</summary>
    public const int BatchSize = 20;

    /// <summary>Pages after which a list is cut off: it goes in circles, or is of no use.</summary>
    public const int MostPages = 1_000;

    private const int PageSize = 999;

    // Of what is asked in a batch twenty pages come in one answer.
    private const int BatchPageSize = 200;

    private static readonly string[] AccountFields = ["id", "accountEnabled", "userType"];

    /// <summary>Whether Graph can be asked about a tenant at all.</summary>
    public bool Serves(string tenant) => tenant.Equals(tenantId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Who is in each of these places, in their order: one request for up to twenty, and one more for each further page.</summary>
    public async Task<IReadOnlyList<GraphAnswer<RosterList>>> ListAsync(IReadOnlyList<GraphPlace> places, CancellationToken ct)
    {
        var answers = new List<GraphAnswer<RosterList>>();
        foreach (var some in places.Chunk(BatchSize)) answers.AddRange(await ListSomeAsync(some, ct));
        return answers;
    }

    /// <summary>Who is in one place.</summary>
    public Task<GraphAnswer<RosterList>> ListAsync(GraphPlace place, CancellationToken ct) => caller.RunAsync(
        async (graph, ct) => await ReadAllAsync(await FirstPageAsync(graph, place, PageSize, ct), place, ct),
        ct);

    /// <summary>Whether somebody reaches a channel on whatever path: directly, or as a member of a team that it is shared with.</summary>
    public Task<GraphAnswer<bool>> HasAccessAsync(GraphPlace channel, string personId, CancellationToken ct) => caller.RunAsync(async (graph, ct) =>
    {
        var item = graph.Teams[channel.GroupId].Channels[channel.ChannelId];
        var answer = await item.DoesUserHaveAccessuserIdUserIdTenantIdTenantIdUserPrincipalNameUserPrincipalName
            .WithUrl($"{options.Root.AbsoluteUri}/teams/{channel.GroupId}/channels/{Uri.EscapeDataString(channel.ChannelId!)}/"
                + $"doesUserHaveAccess(userId='{personId}',tenantId='{tenantId}')")
            .GetAsDoesUserHaveAccessuserIdUserIdTenantIdTenantIdUserPrincipalNameUserPrincipalNameGetResponseAsync(cancellationToken: ct);
        return answer?.Value ?? throw GraphCaller.Nonsense();
    }, ct);

    /// <summary>How somebody's account stands.</summary>
    public async Task<GraphAnswer<Account>> AccountAsync(string personId, CancellationToken ct)
    {
        var answer = await caller.RunAsync(async (graph, ct) => Read(await graph.Users[personId].GetAsync(ask => ask.QueryParameters.Select = AccountFields,
            ct)), ct);
        return answer.Failure is { Problem: GraphProblem.NotFound, Code: GraphFailure.NoSuchThing } ? Account.Missing : answer;
    }

    /// <summary>A page of what changed among the accounts since a link; since ever without one.</summary>
    public Task<GraphAnswer<AccountChanges>> ChangesAsync(string? link, CancellationToken ct) => caller.RunAsync(async (graph, ct) =>
    {
        var page = (link is null
            ? await graph.Users.Delta.GetAsDeltaGetResponseAsync(ask =>
            {
                ask.QueryParameters.Select = AccountFields;
                ask.Headers.Add("Prefer", $"odata.maxpagesize={PageSize}");
            }, ct)
            : await graph.Users.Delta.WithUrl(link).GetAsDeltaGetResponseAsync(cancellationToken: ct)) ?? throw GraphCaller.Nonsense();
        if (page.OdataNextLink is null && page.OdataDeltaLink is null) throw GraphCaller.Nonsense();
        return new AccountChanges([.. (page.Value ?? []).Where(IsNews).Select(user => IdOf(user.Id)).OfType<string>()], page.OdataNextLink,
            page.OdataDeltaLink);
    }, ct);

    private async Task<IReadOnlyList<GraphAnswer<RosterList>>> ListSomeAsync(GraphPlace[] places, CancellationToken ct)
    {
        var asked = await caller.RunAsync(async (graph, ct) =>
        {
            var batch = new BatchRequestContentCollection(graph);
            var ids = new List<string>();
            foreach (var place in places) ids.Add(await batch.AddBatchRequestStepAsync(QuestionFor(graph, place)));
            return (Ids: ids, Answers: await graph.Batch.PostAsync(batch, ct));
        }, ct);
        if (asked.Failure is { } failure) return [.. places.Select(_ => (GraphAnswer<RosterList>)failure)];

        var answers = new List<GraphAnswer<RosterList>>();
        foreach (var (place, id) in places.Zip(asked.Value.Ids)) answers.Add(await ReadPartAsync(asked.Value.Answers, id, place, ct));
        return answers;
    }

    private Task<GraphAnswer<RosterList>> ReadPartAsync(BatchResponseContentCollection answers, string id, GraphPlace place, CancellationToken ct) =>
        caller.RunAsync(async (_, ct) =>
    {
        using var part = await answers.GetResponseByIdAsync(id) ?? throw GraphCaller.Nonsense();
        if (!part.IsSuccessStatusCode)
            throw new GraphException(edge.Note(GraphFailure.OfStatus((int)part.StatusCode, Teams.Outbound.RetryAfter.Read(part.Headers, time.GetUtcNow()))));
        return await ReadAllAsync(await answers.GetResponseByIdAsync<MemberPage>(id), place, ct);
    }, ct);

    /// <summary>The further pages. A list that breaks off is still a list, and says so.</summary>
    private async Task<RosterList> ReadAllAsync(MemberPage? first, GraphPlace place, CancellationToken ct)
    {
        var people = new Dictionary<string, RosterMember>();
        var (page, link, complete) = (first ?? throw GraphCaller.Nonsense(), default(string), true);
        for (var count = 1; ; count++)
        {
            foreach (var member in page.Value ?? []) complete &= Take(member, people);
            complete &= page.Value is not null;
            if (page.OdataNextLink is not { } next) break;
            if (next == link || count >= MostPages) return List(people, isComplete: false);
            link = next;
            var more = await caller.RunAsync(async (graph, ct) => await NextPageAsync(graph, place, next, ct) ?? throw GraphCaller.Nonsense(), ct);
            if (more.Value is null) return List(people, isComplete: false);
            page = more.Value;
        }
        return List(people, complete);
    }

    /// <summary>A place without anybody does not exist: such a list tells nothing.</summary>
    private RosterList List(Dictionary<string, RosterMember> people, bool isComplete) =>
        new([.. people.Values], isComplete && people.Count > 0, time.GetUtcNow());

    /// <summary>Somebody who is there on two paths counts once. False: this is nobody whom we understand.</summary>
    private bool Take(Member? member, Dictionary<string, RosterMember> people)
    {
        if (member is not AadUserConversationMember { UserId: { } text } user || IdOf(text) is not { } id) return false;
        var roles = user.Roles ?? [];
        var isGuest = roles.Contains("guest") || (user.TenantId is { Length: > 0 } home && !Serves(home));
        var owns = roles.Contains("owner") || (people.TryGetValue(id, out var before) && before.IsOwner);
        people[id] = new(new Person(id, "", user.DisplayName ?? ""), isGuest, IsOwner: owns);
        return true;
    }

    private static Task<MemberPage?> FirstPageAsync(GraphServiceClient graph, GraphPlace place, int size, CancellationToken ct) =>
        place.ChannelId is { } channel
        ? graph.Teams[place.GroupId].Channels[channel].AllMembers.GetAsync(ask => ask.QueryParameters.Top = size, ct)
        : graph.Teams[place.GroupId].Members.GetAsync(ask => ask.QueryParameters.Top = size, ct);

    private static Task<MemberPage?> NextPageAsync(GraphServiceClient graph, GraphPlace place, string link, CancellationToken ct) =>
        graph.Teams[place.GroupId].Members.WithUrl(link).GetAsync(cancellationToken: ct);

    private static RequestInformation QuestionFor(GraphServiceClient graph, GraphPlace place) => place.ChannelId is { } channel
        ? graph.Teams[place.GroupId].Channels[channel].AllMembers.ToGetRequestInformation(ask => ask.QueryParameters.Top = BatchPageSize)
        : graph.Teams[place.GroupId].Members.ToGetRequestInformation(ask => ask.QueryParameters.Top = BatchPageSize);

    private static Account Read(User? user) => user switch
    {
        { AccountEnabled: false } => Account.Disabled,
        { UserType: "Guest" } => Account.Guest,
        { AccountEnabled: true } => Account.Active,
        _ => throw GraphCaller.Nonsense(),
    };

    /// <summary>Whether a change may mean that somebody is gone; the account itself is asked before anything is believed.</summary>
    private static bool IsNews(User user) => user.AccountEnabled == false || user.UserType == "Guest" || user.AdditionalData.ContainsKey("@removed");

    private static string? IdOf(string? text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
