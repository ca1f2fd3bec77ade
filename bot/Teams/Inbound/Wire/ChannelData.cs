namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>What Teams adds to an activity.</summary>
internal sealed record ChannelData
{
    /// <summary>What a conversationUpdate is about: <c>channelCreated</c>, <c>teamRenamed</c> and so on.</summary>
    public string? EventType { get; set; }

    public TenantInfo? Tenant { get; set; }

    public TeamInfo? Team { get; set; }

    public ChannelInfo? Channel { get; set; }

    public InstallSettings? Settings { get; set; }
}

internal sealed record TenantInfo
{
    public string? Id { get; set; }
}

/// <param name="Id">The team's thread id; the same as its General channel's.</param>
internal sealed record TeamInfo(string? Id = null, string? Name = null, string? AadGroupId = null);

/// <param name="Name">Null for General.</param>
/// <param name="Type"><c>standard</c>, <c>private</c> or <c>shared</c>.</param>
internal sealed record ChannelInfo(string? Id = null, string? Name = null, string? Type = null);

/// <param name="SelectedChannel">The channel chosen by whoever installed the app in a team.</param>
internal sealed record InstallSettings(ChannelInfo? SelectedChannel = null);
