using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>The answer to a message, an update or a new conversation.</summary>
internal sealed record ResourceResponse(string? Id);

/// <summary>A member of a conversation. All of it is untrusted text but the ids.</summary>
/// <param name="Id">The <c>29:</c> id.</param>
/// <param name="AadObjectId">The Entra object id.</param>
/// <param name="ObjectId">The same under the name that some answers use.</param>
/// <param name="TenantId">The person's own tenant, in shared channels another than the conversation's.</param>
/// <param name="UserRole"><c>user</c>, <c>guest</c> or <c>anonymous</c>.</param>
internal sealed record ChannelAccount(
    string? Id, string? Name = null, string? AadObjectId = null, string? ObjectId = null, string? UserPrincipalName = null, string? TenantId = null,
        string? UserRole = null);

internal sealed record PagedMembers(IReadOnlyList<ChannelAccount>? Members, string? ContinuationToken = null);

/// <param name="AadGroupId">The team's Entra group id.</param>
/// <param name="Type"><c>standard</c>, <c>sharedChannel</c> or <c>privateChannel</c>.</param>
internal sealed record TeamDetails(string? Id, string? Name = null, string? AadGroupId = null, string? Type = null, int? MemberCount = null,
    string? TenantId = null);

internal sealed record TeamChannels(IReadOnlyList<TeamChannel>? Conversations);

/// <param name="Name">Null for General.</param>
/// <param name="Type"><c>standard</c>, <c>private</c> or <c>shared</c>.</param>
internal sealed record TeamChannel(string? Id, string? Name = null, string? Type = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ChannelAccount))]
[JsonSerializable(typeof(PagedMembers))]
[JsonSerializable(typeof(TeamDetails))]
[JsonSerializable(typeof(TeamChannels))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
