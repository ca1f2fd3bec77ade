namespace TeamsCommunityBot.Domain;

/// <summary>Where messages for a conversation go: what a conversation reference of Bot Framework holds.</summary>
/// <param name="ServiceUrl">The connector's base address as last received; regional, and it may change.</param>
/// <param name="ConversationId">As received, with the thread (<c>;messageid=</c>) where there is one.</param>
/// <param name="BotId">The bot's own id in it (<c>28:…</c>).</param>
public sealed record Address(Uri ServiceUrl, string ConversationId, string BotId)
{
    /// <summary>The id of the place itself: in a channel, what stands before the thread.</summary>
    public static string WithoutThread(string conversationId)
    {
        var thread = conversationId.IndexOf(";messageid=", StringComparison.OrdinalIgnoreCase);
        return thread < 0 ? conversationId : conversationId[..thread];
    }

    /// <summary>The same place outside any thread.</summary>
    public Address OfChannel(string channelId) => this with { ConversationId = channelId };
}
