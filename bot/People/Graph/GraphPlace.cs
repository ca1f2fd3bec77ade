namespace TeamsCommunityBot.People.Graph;

/// <summary>Where people are members.</summary>
/// <param name="GroupId">The team's Entra group id.</param>
/// <param name="ChannelId">A private or shared channel, which has members of its own; null for the team.</param>
internal sealed record GraphPlace(string GroupId, string? ChannelId);

/// <summary>How an account stands.</summary>
internal enum Account
{
    Active,
    Disabled,
    Guest,

    /// <summary>Deleted, or never of this tenant.</summary>
    Missing,
}
