namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>A fact beside the text: a <c>mention</c> or <c>clientInfo</c>.</summary>
internal sealed record Entity
{
    public string? Type { get; set; }

    /// <summary>What stands for the mention in the text, mostly <c>&lt;at&gt;name&lt;/at&gt;</c>; not always letter for letter.</summary>
    public string? Text { get; set; }

    public ChannelAccount? Mentioned { get; set; }

    /// <summary>The client's IANA zone (clientInfo).</summary>
    public string? Timezone { get; set; }
}
