namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>A person (<c>29:…</c>) or a bot (<c>28:…</c>).</summary>
internal sealed record ChannelAccount
{
    public string Id { get; set; } = "";

    public string? Name { get; set; }

    /// <summary>The Entra object id of a person.</summary>
    public string? AadObjectId { get; set; }
}
