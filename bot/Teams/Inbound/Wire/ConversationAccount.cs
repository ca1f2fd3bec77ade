namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>Where it happened. In a channel the id carries the thread behind <c>;messageid=</c>.</summary>
internal sealed record ConversationAccount
{
    public string Id { get; set; } = "";

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string? ConversationType { get; set; }

    /// <summary>Older senders tell this instead of the type; absent where nothing was said.</summary>
    public bool? IsGroup { get; set; }

    public string? TenantId { get; set; }

    public string? Name { get; set; }
}
