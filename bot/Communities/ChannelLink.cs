using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Opens a community's channel in Teams, from a card that stands elsewhere (Microsoft's "deep links to a channel": the channel's id and name, the team's
/// Entra group and the tenant).
/// </summary>
internal static class ChannelLink
{
    /// <summary>Null where Teams never told the team's group, without which the link leads nowhere.</summary>
    public static Uri? To(Community community) => community.TeamGroupId is not { Length: > 0 } group ? null : new(
        $"https://teams.microsoft.com/l/channel/{Uri.EscapeDataString(community.ChannelId)}/{Uri.EscapeDataString(NameOf(community))}"
        + $"?groupId={Uri.EscapeDataString(group)}&tenantId={Uri.EscapeDataString(community.TenantId)}");

    private static string NameOf(Community community) => community.ChannelName.Value is { Length: > 0 } name ? name : community.Name;
}
