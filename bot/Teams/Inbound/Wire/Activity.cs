using System.Text.Json;

namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>
/// The part of a Bot Framework activity that we use; every other field is ignored. Words that Microsoft may extend are strings here, so that an
/// unknown one is an unknown word and not a failure. A property that is not nullable may be absent but not <c>null</c>.
/// </summary>
internal sealed record Activity
{
    public string Type { get; init; } = "";

    public string Id { get; init; } = "";

    /// <summary>ISO 8601, as the sender wrote it; nonsense is possible.</summary>
    public string? Timestamp { get; init; }

    public string? LocalTimezone { get; init; }

    public string ServiceUrl { get; init; } = "";

    public string? ChannelId { get; init; }

    public ChannelAccount? From { get; init; }

    /// <summary>The bot; absent in odd events.</summary>
    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? Text { get; init; }

    public string? Locale { get; init; }

    /// <summary>The name of an invoke; absent for some.</summary>
    public string? Name { get; init; }

    /// <summary>What an installationUpdate did: add, add-upgrade, remove or remove-upgrade.</summary>
    public string? Action { get; init; }

    public string? ReplyToId { get; init; }

    public string? DeliveryMode { get; init; }

    /// <summary>Action data with the inputs merged in; its shape is the sender's, so it is read property by property.</summary>
    public JsonElement Value { get; init; }

    public IReadOnlyList<Entity?>? Entities { get; init; }

    public IReadOnlyList<ChannelAccount?>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount?>? MembersRemoved { get; init; }

    public ChannelData? ChannelData { get; init; }
}
