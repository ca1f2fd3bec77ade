using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// Microsoft Graph v1.0, as far as the bot calls it: members of a team and of a channel, who reaches a channel, what the bot posted there, users and their
/// changes, and batches. Throttling is a rule of the fault plan: <c>Fault.Error(429, "TooManyRequests", retryAfter: "5")</c>.
/// </summary>
public sealed partial class SimGraph
{
    private readonly SimOrg _org;
    private readonly Uri _baseUrl;
    private readonly ChannelMessages _messages;
    private long _forgotten = -1;

    internal SimGraph(SimOrg org, ChannelMessages messages, Uri baseUrl) => (_org, _messages, _baseUrl) = (org, messages, baseUrl);

    /// <summary>The consented permissions; without one its calls are answered 403.</summary>
    public ISet<string> Permissions { get; } = new HashSet<string> { "TeamMember.Read.Group", "ChannelMember.Read.Group", "ChannelMessage.Read.Group",
        "User.Read.All" };

    /// <summary>The largest page; what asks for more gets this many.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>How long a message takes to be seen here once it was posted.</summary>
    public TimeSpan MessagesVisibleAfter { get => _messages.VisibleAfter; set => _messages.VisibleAfter = value; }

    /// <summary>Where links to next pages lead instead of to this simulator; as no Graph does that has our good in mind.</summary>
    public Uri? LinksLeadTo { get; set; }

    /// <summary>Makes every delta link given so far useless: 410, start over.</summary>
    public void ForgetDeltas() => _forgotten = _org.Version;

    internal Answer Answer(SimCall call)
    {
        var permission = call.Operation switch
        {
            SimOperation.GraphTeamMembers => "TeamMember.Read.Group",
            SimOperation.GraphChannelMembers or SimOperation.GraphChannelAccess => "ChannelMember.Read.Group",
            SimOperation.GraphChannelMessages => "ChannelMessage.Read.Group",
            _ => "User.Read.All",
        };
        if (!Permissions.Contains(permission))
            return Simulator.Answer.Error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        return call.Operation switch
        {
            SimOperation.GraphTeamMembers => Team(call) is { } team ? Members(call, Direct(team.Roster)) : NotFound(call.SubjectId),
            SimOperation.GraphChannelMembers => Channel(call) is { } channel ? Members(call, All(channel)) : NotFound(call.ConversationId),
            SimOperation.GraphChannelAccess => Channel(call) is { } channel ? Access(call, channel) : NotFound(call.ConversationId),
            SimOperation.GraphChannelMessages => Channel(call) is { } channel ? Messages(call, channel) : NotFound(call.ConversationId),
            SimOperation.GraphUser => User(call),
            _ => Delta(call),
        };
    }

    private SimTeam? Team(SimCall call) =>
        _org.Team(call.SubjectId!) is { } team && IsTenant(call, team.Tenant) && team.AadGroupId == call.SubjectId ? team : null;

    private static bool IsTenant(SimCall call, SimTenant tenant) => call.TenantId is null || call.TenantId == tenant.Id;

    private SimChannel? Channel(SimCall call) =>
        Team(call)?.Channels.FirstOrDefault(channel => channel.Id == call.ConversationId) is { IsDeleted: false } channel ? channel : null;

    private static List<JsonObject> Direct(SimRoster roster) => [.. roster.People.Select(person => Member(person, roster))];

    /// <summary>Somebody who is in the channel and in a team that it is shared with stands in the list twice, as in Graph.</summary>
    private List<JsonObject> All(SimChannel channel)
    {
        var all = Direct(channel.Roster);
        foreach (var team in channel.SharedWith)
            foreach (var person in team.Roster.People)
            {
                var member = Member(person, channel.Roster);
                member["@microsoft.graph.originalSourceMembershipUrl"] = new Uri(_baseUrl,
                    $"v1.0/tenants/{team.Tenant.Id}/teams/{team.AadGroupId}/members").AbsoluteUri;
                all.Add(member);
            }
        return all;
    }

    /// <summary>Ids stand in the function's brackets or, as the Graph client writes them, in the query.</summary>
    private static Answer Access(SimCall call, SimChannel channel)
    {
        var userId = AccessArgument().Match(Uri.UnescapeDataString(call.Target)) is { Success: true } match
            ? match.Groups[1].Value : call.Query["userId"].ToString();
        var hasAccess = channel.Roster.People.Concat(channel.SharedWith.SelectMany(team => team.Roster.People)).Any(person => person.AadObjectId == userId);
        return Simulator.Answer.Json(200, new JsonObject
        {
            ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean",
            ["value"] = hasAccess
        });
    }

    [GeneratedRegex(@"userId='([0-9a-fA-F-]{36})'")]
    private static partial Regex AccessArgument();

    private Answer Members(SimCall call, List<JsonObject> members)
    {
        if (!TryReadNumber(call.Query["$skiptoken"], out var from))
            return BadRequest("The skip token is not valid.");
        var size = Math.Clamp(TryReadNumber(call.Query["$top"], out var top) && top > 0 ? (int)top : PageSize, 1, PageSize);
        var answer = new JsonObject { ["@odata.count"] = members.Count, ["value"] = new JsonArray([.. members.Skip((int)from).Take(size)]) };
        if (from + size < members.Count)
            answer["@odata.nextLink"] = $"{OwnAddress(call)}?$top={size}&$skiptoken={from + size}";
        return Simulator.Answer.Json(200, answer);
    }

    /// <summary>Twenty in a page unless asked for more, fifty at most; a number of messages is never told.</summary>
    private Answer Messages(SimCall call, SimChannel channel)
    {
        if (!TryReadNumber(call.Query["$skiptoken"], out var from) || !TryReadNumber(call.Query["$top"], out var top) || top > ChannelMessages.MostInPage)
            return BadRequest("The skip token or the size of the page is not valid.");
        var all = _messages.In(channel);
        var size = Math.Min(PageSize, top > 0 ? (int)top : ChannelMessages.UsualPage);
        var answer = new JsonObject { ["value"] = new JsonArray([.. all.Skip((int)from).Take(size)]) };
        if (from + size < all.Count)
            answer["@odata.nextLink"] = $"{OwnAddress(call)}?$top={size}&$skiptoken={from + size}";
        return Simulator.Answer.Json(200, answer);
    }

    private static JsonObject Member(SimPerson person, SimRoster roster) => new()
    {
        ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
        ["id"] = Convert.ToBase64String(Guid.Parse(person.AadObjectId).ToByteArray()),
        ["roles"] = roster.IsOwner(person) ? new JsonArray("owner") : person.IsGuest ? new JsonArray("guest") : [],
        ["displayName"] = person.Name,
        ["visibleHistoryStartDateTime"] = "0001-01-01T00:00:00Z",
        ["userId"] = person.AadObjectId,
        ["email"] = person.UserPrincipalName,
        ["tenantId"] = person.Tenant.Id,
    };

    private Answer User(SimCall call)
    {
        var person = _org.Person(call.SubjectId!);
        return person is { IsDeleted: false } && person.AadObjectId == call.SubjectId && IsTenant(call, person.Tenant)
            ? Simulator.Answer.Json(200, Select(person, call.Query["$select"]))
            : NotFound(call.SubjectId);
    }

    /// <summary>A first round tells everybody, a later one who changed since; the last page carries the link to come back with.</summary>
    private Answer Delta(SimCall call)
    {
        if (call.TenantId is null || !TryReadNumber(call.Query["$deltatoken"], out var since) || !TryReadNumber(call.Query["$skiptoken"], out var skip))
            return BadRequest("The token is not valid.");
        var token = call.Query["$deltatoken"].ToString();
        if (token.Length > 0 && since <= _forgotten)
            return Simulator.Answer.Error(410, "syncStateNotFound", "The sync state generation is not found; start over.");
        var version = _org.Version;
        var changed = _org.ChangedSince(call.TenantId, since);
        string? select = call.Query["$select"];
        var keep = select is null ? "" : $"&$select={Uri.EscapeDataString(select)}";
        var answer = new JsonObject
        {
            ["value"] = new JsonArray([.. changed.Skip((int)skip).Take(PageSize).Select(person => (JsonNode)Change(person, select))]),
        };
        if (skip + PageSize < changed.Count)
            answer["@odata.nextLink"] = $"{OwnAddress(call)}?$deltatoken={since}&$skiptoken={skip + PageSize}{keep}";
        else
            answer["@odata.deltaLink"] = $"{OwnAddress(call)}?$deltatoken={version}{keep}";
        return Simulator.Answer.Json(200, answer);
    }

    private static JsonObject Change(SimPerson person, string? select) => person.IsDeleted
        ? new JsonObject { ["id"] = person.AadObjectId, ["@removed"] = new JsonObject { ["reason"] = "changed" } }
        : Select(person, select);

    private static JsonObject Select(SimPerson person, string? select)
    {
        var all = new JsonObject
        {
            ["id"] = person.AadObjectId,
            ["displayName"] = person.Name,
            ["givenName"] = person.GivenName,
            ["surname"] = person.Surname,
            ["mail"] = person.UserPrincipalName,
            ["userPrincipalName"] = person.UserPrincipalName,
            ["accountEnabled"] = person.IsEnabled,
            ["department"] = person.Department,
            ["jobTitle"] = person.JobTitle,
            ["preferredLanguage"] = person.PreferredLanguage,
            ["userType"] = person.IsGuest ? "Guest" : "Member",
        };
        if (string.IsNullOrEmpty(select))
            return all;
        var wanted = select.Split(',', StringSplitOptions.TrimEntries);
        foreach (var name in all.Select(property => property.Key).Where(name => name != "id" && !wanted.Contains(name)).ToList())
            all.Remove(name);
        return all;
    }

    private string OwnAddress(SimCall call) => new Uri(LinksLeadTo ?? _baseUrl, call.Target.Split('?', 2)[0]).AbsoluteUri;

    private static bool TryReadNumber(string? text, out long number)
    {
        number = 0;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static Answer BadRequest(string message) => Simulator.Answer.Error(400, "BadRequest", message);

    private static Answer NotFound(string? id) => Simulator.Answer.Error(404, "Request_ResourceNotFound", $"Resource '{id}' does not exist.");
}
