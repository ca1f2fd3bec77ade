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

    /// <summary>
    /// As the activity says, and where it does not, by the form of the id. Personal only where nothing speaks against it: a chat that is taken for personal
    /// gets what is one person's alone. A group chat's id may begin like that of a personal one, and some senders tell <c>isGroup</c> instead of the type.
    /// </summary>
    public static ConversationKind KindOf(Activity activity) => activity.Conversation! switch
    {
        { ConversationType: "groupChat" } => ConversationKind.GroupChat,
        { ConversationType: "channel" } => ConversationKind.Channel,
        _ when activity.ChannelData?.Team?.Id is { Length: > 0 } => ConversationKind.Channel,
        { Id: var id } when id.Contains("@thread.v2", StringComparison.Ordinal) => ConversationKind.GroupChat,
        { Id: var id } when id.Contains("@thread.", StringComparison.Ordinal) => ConversationKind.Channel,
        { IsGroup: true } => ConversationKind.GroupChat,
        { ConversationType: "personal" } or { IsGroup: false } => ConversationKind.Personal,
        _ => ConversationKind.GroupChat,
    };

    /// <summary>Whether the activity tells neither the type nor <c>isGroup</c>: then it may be a personal chat, where nobody mentions the bot.</summary>
    public static bool IsOfUnknownKind(Activity activity) =>
        activity.Conversation is { ConversationType: null, IsGroup: null } && KindOf(activity) == ConversationKind.GroupChat
            && !activity.Conversation.Id.StartsWith("19:", StringComparison.Ordinal);

    private static ChannelType TypeOf(string? type) => type?.ToLowerInvariant() switch
    {
        "standard" => ChannelType.Standard,
        "private" => ChannelType.Private,
        "shared" => ChannelType.Shared,
        _ => ChannelType.Unknown,
    };

    private static string? PlainName(string? name) => name is null ? null : PlainText.Name(name) is { Length: > 0 } plain ? plain : null;
}
