using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>What happens to the installation, the team, its channels and its members.</summary>
public sealed partial class SimActivities
{
    /// <summary>
    /// The app is installed. Teams says so twice, as installationUpdate and as conversationUpdate, in no promised order; for a team both
    /// come from the channel chosen at the installation.
    /// </summary>
    public IReadOnlyList<JsonObject> Installed(SimConversation where, SimPerson by) =>
        [InstallationUpdate(where, by, "add"), BotMember(where, by, "membersAdded", "teamMemberAdded")];

    /// <summary>The app is removed; two activities as well.</summary>
    public IReadOnlyList<JsonObject> Uninstalled(SimConversation where, SimPerson by) =>
        [InstallationUpdate(where, by, "remove"), BotMember(where, by, "membersRemoved", "teamMemberRemoved")];

    /// <param name="action"><c>add</c>, <c>add-upgrade</c>, <c>remove</c> or <c>remove-upgrade</c>.</param>
    public JsonObject InstallationUpdate(SimConversation where, SimPerson by, string action)
    {
        var activity = Event("installationUpdate", where, by, eventType: null);
        activity["action"] = action;
        activity["locale"] = "nl-NL";
        SelectChannel(activity, where);
        return activity;
    }

    /// <summary>People came into a team or a group chat: the entries carry ids and no names. A team tells of it in its General channel.</summary>
    public JsonObject MembersAdded(SimConversation where, SimPerson by, params SimPerson[] people) =>
        Members(where, by, "membersAdded", "teamMemberAdded", people);

    public JsonObject MembersRemoved(SimConversation where, SimPerson by, params SimPerson[] people) =>
        Members(where, by, "membersRemoved", "teamMemberRemoved", people);

    /// <summary>People came into a private or shared channel.</summary>
    public JsonObject ChannelMembersAdded(SimChannel channel, SimPerson by, params SimPerson[] people) =>
        InChannel(Members(channel, by, "membersAdded", "channelMemberAdded", people), channel);

    public JsonObject ChannelMembersRemoved(SimChannel channel, SimPerson by, params SimPerson[] people) =>
        InChannel(Members(channel, by, "membersRemoved", "channelMemberRemoved", people), channel);

    /// <summary>Something happened to a channel; the team's General channel tells of it.</summary>
    /// <param name="eventType"><c>channelCreated</c>, <c>channelRenamed</c>, <c>channelDeleted</c> or <c>channelRestored</c>, as it stands on the wire.</param>
    public JsonObject ChannelEvent(string eventType, SimChannel channel, SimPerson by) =>
        InChannel(Event("conversationUpdate", channel.Team.General, by, eventType), channel);

    /// <summary>A channel is shared with another team, or not any more.</summary>
    public JsonObject ChannelShared(SimChannel channel, SimPerson by, SimTeam with, bool unshared = false)
    {
        var activity = ChannelEvent(unshared ? "channelUnshared" : "channelShared", channel, by);
        activity["channelData"]![unshared ? "unsharedFromTeams" : "sharedWithTeams"] = new JsonArray(new JsonObject
        {
            ["id"] = with.Id,
            ["name"] = with.Name,
            ["aadGroupId"] = with.AadGroupId,
            ["tenantId"] = with.Tenant.Id,
        });
        return activity;
    }

    /// <summary>Something happened to a team.</summary>
    /// <param name="eventType">
    /// <c>teamRenamed</c>, <c>teamArchived</c>, <c>teamUnarchived</c>, <c>teamDeleted</c>, <c>teamHardDeleted</c> or <c>teamRestored</c>, as it
    /// stands on the wire.
    /// </param>
    public JsonObject TeamEvent(string eventType, SimTeam team, SimPerson by) => Event("conversationUpdate", team.General, by, eventType);

    private JsonObject BotMember(SimConversation where, SimPerson by, string list, string eventType)
    {
        var activity = Event("conversationUpdate", where, by, where is SimChannel ? eventType : null);
        activity[list] = new JsonArray(new JsonObject { ["id"] = BotId });
        SelectChannel(activity, where);
        return activity;
    }

    private JsonObject Members(SimConversation where, SimPerson by, string list, string eventType, SimPerson[] people)
    {
        var told = where is SimChannel channel ? channel.Team.General : where;
        var activity = Event("conversationUpdate", told, by, where is SimChannel ? eventType : null);
        activity[list] = new JsonArray([.. people.Select(person => (JsonNode)new JsonObject { ["id"] = person.Address,
            ["aadObjectId"] = person.AadObjectId })]);
        return activity;
    }

    private JsonObject Event(string type, SimConversation where, SimPerson by, string? eventType)
    {
        var activity = Envelope(type, EventId(), where, by);
        activity["from"]!.AsObject().Remove("name");
        if (where is SimChannel channel)
            activity["channelData"]!["team"] = Describe(channel.Team);
        if (eventType is not null)
            activity["channelData"]!["eventType"] = eventType;
        return activity;
    }

    private static JsonObject Describe(SimTeam team) => new()
    {
        ["id"] = team.Id,
        ["name"] = team.Name,
        ["aadGroupId"] = team.AadGroupId,
    };

    private static JsonObject InChannel(JsonObject activity, SimChannel channel)
    {
        activity["channelData"]!["teamsChannelId"] = channel.Id;
        activity["channelData"]!["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name, ["type"] = channel.KindName };
        return activity;
    }

    private static void SelectChannel(JsonObject activity, SimConversation where)
    {
        if (where is SimChannel channel)
            activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = channel.Id } };
    }
}
