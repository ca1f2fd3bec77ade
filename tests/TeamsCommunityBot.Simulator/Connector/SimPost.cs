using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>One version of a post.</summary>
/// <param name="Body">As it came over the wire.</param>
public sealed record SimPostVersion(byte[] Body, DateTimeOffset At);

/// <summary>What the bot posted: an activity with an id, and what became of it.</summary>
public sealed class SimPost
{
    private readonly Lock _lock = new();

    internal SimPost(string id, SimConversation conversation, string conversationId, string? replyToId, SimPostVersion first) =>
        (Id, Conversation, ConversationId, ReplyToId, Versions) = (id, conversation, conversationId, replyToId, [first]);

    public string Id { get; }

    public SimConversation Conversation { get; }

    /// <summary>As addressed, with the thread where there was one.</summary>
    public string ConversationId { get; }

    /// <summary>The activity in the path of a reply.</summary>
    public string? ReplyToId { get; }

    /// <summary>Oldest first; an update adds one.</summary>
    public ImmutableList<SimPostVersion> Versions { get; private set; }

    public bool IsDeleted { get; private set; }

    public DateTimeOffset At => Versions[0].At;

    public string Json => Encoding.UTF8.GetString(Versions[^1].Body);

    /// <summary>The latest version, read anew each time: yours to change.</summary>
    public JsonObject Activity => JsonNode.Parse(Versions[^1].Body)!.AsObject();

    public string Text => Activity["text"]?.ToString() ?? "";

    /// <summary>The first Adaptive Card; null where the post has none.</summary>
    public JsonObject? Card => Activity["attachments"]?.AsArray()
        .FirstOrDefault(attachment => attachment?["contentType"]?.ToString() == "application/vnd.microsoft.card.adaptive")?["content"]?.AsObject();

    public override string ToString() => $"{Id}: {Json}";

    internal bool Update(SimPostVersion version)
    {
        lock (_lock)
        {
            if (IsDeleted)
                return false;
            Versions = Versions.Add(version);
            return true;
        }
    }

    internal bool Delete()
    {
        lock (_lock)
        {
            var first = !IsDeleted;
            IsDeleted = true;
            return first;
        }
    }
}
