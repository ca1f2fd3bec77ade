using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace TeamsCommunityBot.BotBuilder.Wire;

/// <summary>An activity made of the SDK's own types.</summary>
/// <param name="Handler">The most particular of the SDK's handlers that it reaches.</param>
/// <param name="Ours">What it is to us, in order; nothing where there is nothing for us in it.</param>
internal sealed record Sample(string Name, Activity Activity, string Handler, params IReadOnlyList<string> Ours)
{
    public override string ToString() => Name;
}

/// <summary>One of each activity that the SDK's handler for Teams tells apart.</summary>
internal static class TeamsActivities
{
    public const string Tenant = "7e4a0000-0000-4000-8000-000000000001";
    public const string Team = "19:team@thread.tacv2";
    public const string Channel = "19:channel@thread.tacv2";
    public const string Bot = "28:0b070000-0000-4000-8000-000000000001";
    private const string Anna = "a0000000-0000-4000-8000-00000000000a";
    private const string NotOurs = "501";

    public static IReadOnlyList<Sample> All { get; } = [.. Messages(), .. Updates(), .. Installations(), .. Invokes(), .. Events(), .. Others()];

    /// <summary>What the SDK knows no particular handler for, and we read.</summary>
    public static IReadOnlyList<Sample> OnlyOurs { get; } =
    [
        new("channelShared", Update("channelShared"), "OnConversationUpdateActivityAsync", "ChannelShared"),
        new("channelUnshared", Update("channelUnshared"), "OnConversationUpdateActivityAsync", "ChannelUnshared"),
    ];

    private static IEnumerable<Sample> Messages()
    {
        yield return new("message", Message("message", null), "OnMessageActivityAsync", "said: status");
        yield return new("press of an old client",
            Change(Message("message", null), a => (a.Text, a.Value) = (null, new JObject { ["act"] = 1, ["Name"] = "x" })),
            "OnMessageActivityAsync", "pressed");
        yield return new("edit", Message("messageUpdate", "editMessage"), "OnTeamsMessageEditAsync");
        yield return new("deletion taken back", Message("messageUpdate", "undeleteMessage"), "OnTeamsMessageUndeleteAsync");
        yield return new("deletion", Message("messageDelete", "softDeleteMessage"), "OnTeamsMessageSoftDeleteAsync");
        yield return new("reaction", Change(Base("messageReaction"), a => a.ReactionsAdded = [new("like")]), "OnReactionsAddedAsync");
        yield return new("reaction taken back", Change(Base("messageReaction"), a => a.ReactionsRemoved = [new("like")]), "OnReactionsRemovedAsync");
    }

    private static IEnumerable<Sample> Updates()
    {
        foreach (var word in new[] { "channelCreated", "channelDeleted", "channelRenamed", "channelRestored" })
            yield return new(word, Update(word), $"OnTeams{Upper(word)}Async", Upper(word));
        foreach (var word in new[] { "teamArchived", "teamUnarchived", "teamRenamed", "teamRestored", "teamDeleted" })
            yield return new(word, Update(word), $"OnTeams{Upper(word)}Async", Upper(word));
        yield return new("teamHardDeleted", Update("teamHardDeleted"), "OnTeamsTeamHardDeletedAsync", "TeamDeleted");
        yield return new("people in",
            Change(Update("teamMemberAdded"), a => a.MembersAdded = [Member("29:bram"), Member("29:chris")]),
            "OnTeamsMembersAddedAsync", "MembersAdded");
        yield return new("people out",
            Change(Update("teamMemberRemoved"), a => a.MembersRemoved = [Member("29:bram")]),
            "OnTeamsMembersRemovedAsync", "MembersRemoved");
        yield return new("the bot in, with somebody",
            Change(Update("teamMemberAdded"), a => a.MembersAdded = [Member(Bot), Member("29:bram")]),
            "OnTeamsMembersAddedAsync", "BotAdded", "MembersAdded");
        yield return new("the bot out",
            Change(Update("teamMemberRemoved"), a => a.MembersRemoved = [Member(Bot)]),
            "OnTeamsMembersRemovedDispatchAsync", "BotRemoved");
        yield return new("people into a shared channel",
            Change(Update("channelMemberAdded"), a => a.MembersAdded = [Member("29:bram")]),
            "OnTeamsMembersAddedAsync", "MembersAdded");
    }

    private static IEnumerable<Sample> Installations()
    {
        foreach (var (action, handler) in new[] { ("add", "Add"), ("add-upgrade", "Add"), ("remove", "Remove"), ("remove-upgrade", "Remove") })
            yield return new($"installation: {action}",
                Change(Base("installationUpdate"), a => a.Action = action),
                $"OnInstallationUpdate{handler}Async", handler == "Add" ? "BotAdded" : "BotRemoved");
    }

    private static IEnumerable<Sample> Invokes()
    {
        yield return Invoke(null, new JObject(), "OnTeamsCardActionInvokeAsync");
        yield return Invoke("fileConsent/invoke", new FileConsentCardResponse("accept"), "OnTeamsFileConsentAcceptAsync");
        yield return Invoke("fileConsent/invoke", new FileConsentCardResponse("decline"), "OnTeamsFileConsentDeclineAsync");
        yield return Invoke("actionableMessage/executeAction", new O365ConnectorCardActionQuery("body"), "OnTeamsO365ConnectorCardActionAsync");
        yield return Invoke("composeExtension/queryLink", new AppBasedLinkQuery("https://example.test/"), "OnTeamsAppBasedLinkQueryAsync");
        yield return Invoke("composeExtension/anonymousQueryLink", new AppBasedLinkQuery("https://example.test/"), "OnTeamsAnonymousAppBasedLinkQueryAsync");
        yield return Invoke("composeExtension/query", new MessagingExtensionQuery("find"), "OnTeamsMessagingExtensionQueryAsync");
        yield return Invoke("composeExtension/selectItem", new JObject(), "OnTeamsMessagingExtensionSelectItemAsync");
        yield return Invoke("composeExtension/submitAction", new MessagingExtensionAction { CommandId = "make" }, "OnTeamsMessagingExtensionSubmitActionAsync");
        foreach (var preview in new[] { "edit", "send" })
        {
            var previewed = new MessagingExtensionAction { BotMessagePreviewAction = preview, BotActivityPreview = [new() { Type = "message" }] };
            yield return Invoke("composeExtension/submitAction", previewed, $"OnTeamsMessagingExtensionBotMessagePreview{Upper(preview)}Async");
        }

        yield return Invoke("composeExtension/fetchTask", new MessagingExtensionAction(), "OnTeamsMessagingExtensionFetchTaskAsync");
        yield return Invoke("composeExtension/querySettingUrl", new MessagingExtensionQuery(), "OnTeamsMessagingExtensionConfigurationQuerySettingUrlAsync");
        yield return Invoke("composeExtension/setting", new JObject(), "OnTeamsMessagingExtensionConfigurationSettingAsync");
        yield return Invoke("composeExtension/onCardButtonClicked", new JObject(), "OnTeamsMessagingExtensionCardButtonClickedAsync");
        yield return Invoke("task/fetch", new TaskModuleRequest(), "OnTeamsTaskModuleFetchAsync");
        yield return Invoke("task/submit", new TaskModuleRequest(), "OnTeamsTaskModuleSubmitAsync");
        yield return Invoke("tab/fetch", new TabRequest(), "OnTeamsTabFetchAsync");
        yield return Invoke("tab/submit", new TabSubmit(), "OnTeamsTabSubmitAsync");
        yield return Invoke("config/fetch", new JObject(), "OnTeamsConfigFetchAsync");
        yield return Invoke("config/submit", new JObject(), "OnTeamsConfigSubmitAsync");
        yield return Invoke("signin/verifyState", new JObject { ["state"] = "1" }, "OnTeamsSigninVerifyStateAsync");
        var search = new SearchInvokeValue { Kind = "search", QueryText = "a", QueryOptions = new() { Top = 5 } };
        yield return Invoke("application/search", search, "OnSearchInvokeAsync");
        var action = new AdaptiveCardInvokeAction { Type = "Action.Execute", Verb = "role.accept", Data = new JObject { ["Name"] = "x" } };
        yield return Invoke("adaptiveCard/action", new AdaptiveCardInvokeValue { Action = action }, "OnAdaptiveCardInvokeAsync") with { Ours = ["pressed"] };
    }

    private static IEnumerable<Sample> Events()
    {
        yield return Event("application/vnd.microsoft.meetingStart", new MeetingStartEventDetails(), "OnTeamsMeetingStartAsync");
        yield return Event("application/vnd.microsoft.meetingEnd", new MeetingEndEventDetails(), "OnTeamsMeetingEndAsync");
        yield return Event("application/vnd.microsoft.meetingParticipantJoin", new MeetingParticipantsEventDetails(), "OnTeamsMeetingParticipantsJoinAsync");
        yield return Event("application/vnd.microsoft.meetingParticipantLeave", new MeetingParticipantsEventDetails(), "OnTeamsMeetingParticipantsLeaveAsync");
        yield return Event("application/vnd.microsoft.readReceipt", new ReadReceiptInfo("1"), "OnTeamsReadReceiptAsync");
        yield return Event("tokens/response", new JObject(), "OnTokenResponseEventAsync");
        yield return Event("anything", new JObject(), "OnEventAsync");
    }

    private static IEnumerable<Sample> Others()
    {
        foreach (var type in new[] { "endOfConversation", "typing", "command", "commandResult" })
            yield return new(type, Base(type), $"On{Upper(type)}ActivityAsync");
        yield return new("a type that nobody knows", Base("hologram"), "OnUnrecognizedActivityTypeAsync");
        // In Teams the SDK asks its handler for Teams; where it is not Teams, the one below.
        yield return new("people in, elsewhere",
            Change(Base("conversationUpdate"), a => (a.ChannelId, a.MembersAdded) = ("webchat", [Member("29:bram")])),
            "OnMembersAddedAsync", "MembersAdded");
        yield return new("people out, elsewhere",
            Change(Base("conversationUpdate"), a => (a.ChannelId, a.MembersRemoved) = ("webchat", [Member("29:bram")])),
            "OnMembersRemovedAsync", "MembersRemoved");
    }

    private static Activity Message(string type, string? eventType) => Change(Base(type), a =>
    {
        a.Id = "1700000000001";
        (a.Text, a.TextFormat) = ("<at>Community</at> status", "plain");
        a.Entities = [new Mention(new ChannelAccount(Bot, "Community"), "<at>Community</at>")];
        a.Conversation.Id = $"{Channel};messageid=1700000000000";
        a.GetChannelData<TeamsChannelData>().EventType = eventType;
    });

    private static Activity Update(string eventType) => Change(Base("conversationUpdate"), a => a.GetChannelData<TeamsChannelData>().EventType = eventType);

    private static Sample Invoke(string? name, object value, string handler)
    {
        var json = value as JObject ?? JObject.Parse(SdkJson.Write(value));
        return new($"invoke {name} ({handler})", Change(Base("invoke"), a => (a.Name, a.Value) = (name, json)), handler, NotOurs);
    }

    private static Sample Event(string name, object value, string handler) =>
        new($"event {name}", Change(Base("event"), a => (a.Name, a.Value) = (name, JObject.Parse(SdkJson.Write(value)))), handler);

    private static Activity Base(string type) => new()
    {
        Type = type,
        Id = $"f:{type}",
        ChannelId = "msteams",
        ServiceUrl = "https://smba.trafficmanager.net/emea/",
        Timestamp = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        LocalTimezone = "Europe/Amsterdam",
        Locale = "nl-NL",
        From = new ChannelAccount("29:anna", "Anna Voorbeeld", aadObjectId: Anna),
        Recipient = new ChannelAccount(Bot, "Community"),
        Conversation = new ConversationAccount(isGroup: true, conversationType: "channel", id: Team, tenantId: Tenant),
        ChannelData = new TeamsChannelData
        {
            Channel = new ChannelInfo(Channel, "Boeken") { Type = "shared" },
            Team = new TeamInfo(Team, "Lezers") { AadGroupId = Tenant },
            Tenant = new TenantInfo(Tenant),
        },
    };

    private static TeamsChannelAccount Member(string id) =>
        new() { Id = id, Name = "Bram Testman", UserPrincipalName = "bram@voorbeeld.example", AadObjectId = Anna };

    private static Activity Change(Activity activity, Action<Activity> change)
    {
        change(activity);
        return activity;
    }

    private static string Upper(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
