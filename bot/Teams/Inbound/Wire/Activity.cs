using System.Text.Json;

namespace TeamsCommunityBot.Teams.Inbound.Wire;

/// <summary>
/// The part of a Bot Framework activity that we use; every other field is ignored. Words that Microsoft may extend are strings here, so that an
/// unknown one is an unknown word and not a failure. A property that is not nullable may be absent but not <c>null</c>.
/// </summary>
/// <remarks>The wire records have setters, since generated code sets an absent init-only property to null whatever its initialiser says.</remarks>
internal sealed record Activity
{
    public string Type { get; set; } = "";

    public string Id { get; set; } = "";

    /// <summary>ISO 8601, as the sender wrote it; nonsense is possible.</summary>
    public string? Timestamp { get; set; }

    public string? LocalTimezone { get; set; }

    public string ServiceUrl { get; set; } = "";

    public string? ChannelId { get; set; }

    public ChannelAccount? From { get; set; }

    /// <summary>The bot; absent in odd events.</summary>
    public ChannelAccount? Recipient { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public string? Text { get; set; }

    public string? Locale { get; set; }

    /// <summary>The name of an invoke; absent for some.</summary>
    public string? Name { get; set; }

    /// <summary>What an installationUpdate did: add, add-upgrade, remove or remove-upgrade.</summary>
    public string? Action { get; set; }

    public string? ReplyToId { get; set; }

    public string? DeliveryMode { get; set; }

    /// <summary>Action data with the inputs merged in; its shape is the sender's, so it is read property by property.</summary>
    public JsonElement Value { get; set; }

    /// <summary>Files and a copy of the text as HTML; what they are is the sender's, so they are read one by one.</summary>
    public JsonElement Attachments { get; set; }

    public IReadOnlyList<Entity?>? Entities { get; set; }

    public IReadOnlyList<ChannelAccount?>? MembersAdded { get; set; }

    public IReadOnlyList<ChannelAccount?>? MembersRemoved { get; set; }

    public ChannelData? ChannelData { get; set; }
}
