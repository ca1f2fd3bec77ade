namespace TeamsCommunityBot.Simulator;

/// <summary>What a request asks for.</summary>
public enum SimOperation
{
    Unknown,
    OpenIdMetadata,
    Keys,
    Token,
    Send,
    Reply,
    Update,
    Delete,
    CreateConversation,
    Members,
    Member,
    PagedMembers,
    Team,
    TeamChannels,
    GraphTeamMembers,
    GraphChannelMembers,
    GraphUser,
    GraphUsersDelta,
    GraphChannelAccess,
    GraphChannelMessages,
    GraphBatch,
}
