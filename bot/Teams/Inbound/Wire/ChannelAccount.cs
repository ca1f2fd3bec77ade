namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>A person (<c>29:…</c>) or a bot (<c>28:…</c>).</summary>
internal sealed record ChannelAccount
{
    public string Id { get; set; } = "";

    public string? Name { get; set; }

    /// <summary>The Entra object id of a person.</summary>
    public string? AadObjectId { get; set; }

    /// <summary>
    /// On the recipient: only this account sees the message (https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages).
    /// </summary>
    public bool? IsTargeted { get; set; }
}
