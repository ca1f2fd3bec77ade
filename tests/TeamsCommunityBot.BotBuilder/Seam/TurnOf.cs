using System.Text.Json;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.BotBuilder.Seam;

/// <summary>Activity of the SDK → turn. What was pressed is read by the bot's own reader: the form of its cards is no business of the SDK.</summary>
internal static class TurnOf
{
    /// <summary>The turn, and the signed part of a press; null where there is nothing for the features in it.</summary>
    public static (Turn Turn, SignedAct? Act)? Read(Activity activity, DateTimeOffset at)
    {
        var start = Start(activity, at);
        return activity switch
        {
            { Type: ActivityTypes.Invoke, Name: "adaptiveCard/action" } => Pressed(start, PressReader.FromInvoke(Json(activity.Value))),
            { Type: ActivityTypes.Message, Text: null or "", Value: not null } => Pressed(start, PressReader.FromMessage(Json(activity.Value))),
            { Type: ActivityTypes.Message } => (start with { Text = TextOf(activity), Mentioned = Mentioned(activity) }, null),
            { Type: ActivityTypes.InstallationUpdate, Action: "add" or "remove" } =>
                (start with { Happening = new(activity.Action == "add" ? HappeningKind.BotAdded : HappeningKind.BotRemoved, [], at) }, null),
            _ => null,
        };
    }

    private static Turn Start(Activity activity, DateTimeOffset at)
    {
        var data = activity.GetChannelData<TeamsChannelData>();
        return new()
        {
            ActivityId = activity.Id,
            TenantId = activity.Conversation.TenantId,
            From = PersonOf(activity.From),
            Conversation = new(KindOf(activity), PlaceOf(activity), data?.Channel?.Name, data?.Team?.Id, data?.Team?.Name, data?.Team?.AadGroupId),
            Address = new(new Uri(activity.ServiceUrl), activity.Conversation.Id, activity.Recipient.Id),
            At = at,
            Locale = activity.Locale,
            TimeZone = activity.LocalTimezone,
        };
    }

    private static (Turn, SignedAct?) Pressed(Turn start, (Press Press, SignedAct? Act) read) => (start with { Press = read.Press }, read.Act);

    private static ConversationKind KindOf(Activity activity) => activity.Conversation.ConversationType switch
    {
        "channel" => ConversationKind.Channel,
        "groupChat" => ConversationKind.GroupChat,
        _ => ConversationKind.Personal,
    };

    private static string PlaceOf(Activity activity) => Address.WithoutThread(activity.Conversation.Id);

    private static string TextOf(Activity activity) => PlainText.Read(activity.RemoveRecipientMention(), new HashSet<string>());

    private static Person[] Mentioned(Activity activity) =>
        [.. activity.GetMentions().Where(mention => mention.Mentioned.Id != activity.Recipient.Id).Select(mention => PersonOf(mention.Mentioned))];

    private static Person PersonOf(ChannelAccount account) => new(account.AadObjectId ?? "", account.Id, account.Name ?? "");

    private static JsonElement Json(object? value) => JsonDocument.Parse(value?.ToString() ?? "{}").RootElement;
}
