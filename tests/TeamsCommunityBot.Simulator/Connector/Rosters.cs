using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>Members, teams and channels, as the connector tells them.</summary>
internal static class Rosters
{
    private const int SmallestPage = 50;
    private const int DefaultPage = 200;
    private const int LargestPage = 500;

    public static Answer Answer(SimCall call, SimConversation conversation) => call.Operation switch
    {
        SimOperation.Members => Simulator.Answer.Json(200, Members(conversation.Roster.People)),
        SimOperation.PagedMembers => Page(call, conversation.Roster),
        SimOperation.Member => conversation.Roster.Find(call.SubjectId!) is { } person
            ? Simulator.Answer.Json(200, Member(person))
            : Simulator.Answer.Error(404, "MemberNotFoundInConversation", "Member not found in conversation."),
        SimOperation.Team => Simulator.Answer.Json(200, Team(((SimChannel)conversation).Team)),
        _ => Simulator.Answer.Json(200, Channels(((SimChannel)conversation).Team)),
    };

    private static Answer Page(SimCall call, SimRoster roster)
    {
        var size = int.TryParse(call.Query["pageSize"], CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, SmallestPage, LargestPage) : DefaultPage;
        if (!TryReadToken(call.Query["continuationToken"], out var from))
            return Simulator.Answer.Error(400, "BadArgument", "Invalid continuation token.");
        var answer = new JsonObject { ["members"] = Members(roster.Page(from, size)) };
        if (from + size < roster.Count)
            answer["continuationToken"] = Convert.ToBase64String(Encoding.ASCII.GetBytes($"page:{from + size}"));
        return Simulator.Answer.Json(200, answer);
    }

    private static bool TryReadToken(string? token, out int from)
    {
        from = 0;
        if (string.IsNullOrEmpty(token))
            return true;
        var buffer = new byte[token.Length];
        return Convert.TryFromBase64String(token, buffer, out var length)
            && Encoding.ASCII.GetString(buffer, 0, length).Split(':') is ["page", var offset]
            && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out from);
    }

    private static JsonArray Members(IReadOnlyList<SimPerson> people) => new([.. people.Select(person => (JsonNode)Member(person))]);

    // StoredCommunity examples of the service name the object id in both ways; the bot may read either.
    private static JsonObject Member(SimPerson person) => new()
    {
        ["id"] = person.Address,
        ["aadObjectId"] = person.AadObjectId,
        ["objectId"] = person.AadObjectId,
        ["name"] = person.Name,
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["email"] = person.UserPrincipalName,
        ["userPrincipalName"] = person.HidesSignInName ? null : person.UserPrincipalName,
        ["tenantId"] = person.Tenant.Id,
        ["userRole"] = person.IsGuest ? "guest" : "user",
    };

    private static JsonObject Team(SimTeam team) => new()
    {
        ["id"] = team.Id,
        ["name"] = team.Name,
        ["aadGroupId"] = team.AadGroupId,
        ["type"] = "standard",
        ["channelCount"] = team.Channels.Count(channel => !channel.IsDeleted),
        ["memberCount"] = team.Roster.Count,
        ["tenantId"] = team.Tenant.Id,
    };

    /// <summary>The General channel has no name; channels where the app is not are left out.</summary>
    private static JsonObject Channels(SimTeam team)
    {
        var channels = new JsonArray();
        foreach (var channel in team.Channels.Where(channel => channel is { IsDeleted: false, IsInstalled: true }))
        {
            var json = new JsonObject { ["id"] = channel.Id, ["type"] = channel.KindName };
            if (!channel.IsGeneral)
                json["name"] = channel.Name;
            channels.Add(json);
        }
        return new JsonObject { ["conversations"] = channels };
    }
}
