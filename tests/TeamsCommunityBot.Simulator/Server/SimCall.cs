using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TeamsCommunityBot.Simulator;

/// <summary>A request, taken apart. Ids are decoded once, as the service does, so that an id encoded twice is an unknown one.</summary>
internal sealed class SimCall
{
    public required string Method { get; init; }

    /// <summary>The request line's target, as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The absolute address, without the query.</summary>
    public required string Url { get; init; }

    public required IQueryCollection Query { get; init; }

    public SimOperation Operation { get; private set; }

    /// <summary>A conversation, with its thread; for Graph the channel.</summary>
    public string? ConversationId { get; set; }

    public string? ActivityId { get; private set; }

    /// <summary>The person or team asked for.</summary>
    public string? SubjectId { get; private set; }

    /// <summary>The tenant of the token asked for, of the conversation, or of the bearer.</summary>
    public string? TenantId { get; set; }

    public SimBearer Bearer { get; set; }

    public byte[] Body { get; set; } = [];

    public string BodyText => Encoding.UTF8.GetString(Body);

    public bool IsGraph => Operation >= SimOperation.GraphTeamMembers;

    public bool IsConnector => Operation is >= SimOperation.Send and <= SimOperation.TeamChannels;

    /// <summary>A message that one person alone sees.</summary>
    public bool IsTargeted => Query["isTargetedActivity"] == "true";

    public static SimCall From(HttpRequest request, string target) => From(request.Method, $"http://{request.Host}", target, request.Query);

    /// <summary>One of the requests in a batch of Graph.</summary>
    /// <param name="url">Below the version, with a leading slash: <c>/users/…?$select=…</c>.</param>
    public SimCall Part(string method, string url)
    {
        var query = new QueryCollection(QueryHelpers.ParseQuery(url.Split('?', 2) is [_, var text] ? text : ""));
        var part = From(method, Url[..Url.IndexOf("/v1.0/", StringComparison.Ordinal)], $"/v1.0{url}", query);
        (part.Bearer, part.TenantId) = (Bearer, TenantId);
        return part;
    }

    private static SimCall From(string method, string host, string target, IQueryCollection query)
    {
        var path = target.Split('?', 2)[0];
        var call = new SimCall { Method = method, Target = target, Url = $"{host}{path}", Query = query };
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
            segments[i] = Uri.UnescapeDataString(segments[i]);
        var last = segments[^1].Length == 0 ? 1 : 0;
        call.Operation = segments.Length - last < 2 ? SimOperation.Unknown : call.Recognise(new ArraySegment<string>(segments)[1..^last]);
        return call;
    }

    private SimOperation Recognise(ArraySegment<string> path) => (Method, path) switch
    {
        ("GET", ["v1", ".well-known", "openidconfiguration" or "openid-configuration"]) => SimOperation.OpenIdMetadata,
        ("GET", ["v1", ".well-known", "keys"]) => SimOperation.Keys,
        ("POST", [var tenant, "oauth2", "v2.0", "token"]) => In(tenant, SimOperation.Token),
        (_, ["teams", "v3", .. var rest]) => RecogniseConnector(rest),
        ("GET", ["v1.0", .. var rest]) => RecogniseGraph(rest),
        ("POST", ["v1.0", "$batch"]) => SimOperation.GraphBatch,
        _ => SimOperation.Unknown,
    };

    private SimOperation RecogniseConnector(ArraySegment<string> path) => (Method, path) switch
    {
        ("POST", ["conversations"]) => SimOperation.CreateConversation,
        ("POST", ["conversations", var id, "activities"]) => Of(id, null, SimOperation.Send),
        ("POST", ["conversations", var id, "activities", var activity]) => Of(id, activity, SimOperation.Reply),
        ("PUT", ["conversations", var id, "activities", var activity]) => Of(id, activity, SimOperation.Update),
        ("DELETE", ["conversations", var id, "activities", var activity]) => Of(id, activity, SimOperation.Delete),
        ("GET", ["conversations", var id, "activities", var activity, "members"]) => Of(id, activity, SimOperation.Members),
        ("GET", ["conversations", var id, "members"]) => Of(id, null, SimOperation.Members),
        ("GET", ["conversations", var id, "members", var person]) => About(person, Of(id, null, SimOperation.Member)),
        ("GET", ["conversations", var id, "pagedmembers"]) => Of(id, null, SimOperation.PagedMembers),
        ("GET", ["teams", var team]) => About(team, SimOperation.Team),
        ("GET", ["teams", var team, "conversations"]) => About(team, SimOperation.TeamChannels),
        _ => SimOperation.Unknown,
    };

    private SimOperation RecogniseGraph(ArraySegment<string> path) => path switch
    {
        ["teams", var team, "members"] => About(team, SimOperation.GraphTeamMembers),
        ["teams", var team, "channels", var channel, "allMembers"] => About(team, Of(channel, null, SimOperation.GraphChannelMembers)),
        ["teams", var team, "channels", var channel, "messages"] => About(team, Of(channel, null, SimOperation.GraphChannelMessages)),
        ["teams", var team, "channels", var channel, var access] when access.StartsWith("doesUserHaveAccess(", StringComparison.Ordinal) =>
            About(team, Of(channel, null, SimOperation.GraphChannelAccess)),
        ["users", "delta" or "delta()" or "microsoft.graph.delta()"] => SimOperation.GraphUsersDelta,
        ["users", var person] => About(person, SimOperation.GraphUser),
        _ => SimOperation.Unknown,
    };

    private SimOperation In(string tenant, SimOperation operation)
    {
        TenantId = tenant;
        return operation;
    }

    private SimOperation About(string subject, SimOperation operation)
    {
        SubjectId = subject;
        return operation;
    }

    private SimOperation Of(string conversation, string? activity, SimOperation operation)
    {
        (ConversationId, ActivityId) = (conversation, activity);
        return operation;
    }
}
