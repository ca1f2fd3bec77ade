using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound.Wire;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Which conversation an activity is about.</summary>
internal static class Places
{
    public static Conversation Read(Activity activity)
    {
        var id = Address.WithoutThread(activity.Conversation!.Id);
        if (KindOf(activity) is var kind && kind != ConversationKind.Channel) return new(kind, id, PlainName(activity.Conversation.Name));
        var channel = activity.ChannelData?.Channel;
        return InChannel(activity, id, channel?.Id == id ? channel : null);
    }

    /// <param name="channel">What the activity tells about this channel, if anything.</param>
    public static Conversation InChannel(Activity activity, string id, ChannelInfo? channel)
    {
        var team = activity.ChannelData?.Team;
        return new(ConversationKind.Channel, id, PlainName(channel?.Name), team?.Id, PlainName(team?.Name), team?.AadGroupId, TypeOf(channel?.Type));
    }

    /// <summary>As the activity says, and where it does not, by the form of the id.</summary>
    public static ConversationKind KindOf(Activity activity) => activity.Conversation!.ConversationType switch
    {
        "personal" => ConversationKind.Personal,
        "groupChat" => ConversationKind.GroupChat,
        "channel" => ConversationKind.Channel,
        _ when activity.ChannelData?.Team?.Id is { Length: > 0 } => ConversationKind.Channel,
        _ when activity.Conversation.Id.Contains("@thread.v2", StringComparison.Ordinal) => ConversationKind.GroupChat,
        _ when activity.Conversation.Id.Contains("@thread.", StringComparison.Ordinal) => ConversationKind.Channel,
        _ => ConversationKind.Personal,
    };

    private static ChannelType TypeOf(string? type) => type?.ToLowerInvariant() switch
    {
        "standard" => ChannelType.Standard,
        "private" => ChannelType.Private,
        "shared" => ChannelType.Shared,
        _ => ChannelType.Unknown,
    };

    private static string? PlainName(string? name) => name is null ? null : PlainText.Name(name) is { Length: > 0 } plain ? plain : null;
}
