namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>Where it happened. In a channel the id carries the thread behind <c>;messageid=</c>.</summary>
internal sealed record ConversationAccount
{
    public string Id { get; init; } = "";

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }

    public string? Name { get; init; }
}
