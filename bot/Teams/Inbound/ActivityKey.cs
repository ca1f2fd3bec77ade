using System.Security.Cryptography;
using System.Text;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Names an activity the same at every delivery.</summary>
internal static class ActivityKey
{
    /// <summary>Longer ids than Teams makes; beyond it an id is hashed, since keys in the store are short.</summary>
    private const int LongestId = 200;

    public static string Of(Activity activity) =>
        activity.Id.Length is > 0 and <= LongestId ? activity.Id : "~" + Convert.ToHexStringLower(Digest(activity));

    /// <summary>An event without an id is the same one when who, where, when and what are the same.</summary>
    private static byte[] Digest(Activity activity)
    {
        var text = new StringBuilder();
        foreach (var field in Fields(activity)) text.Append(field?.Length ?? -1).Append(':').Append(field);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static IEnumerable<string?> Fields(Activity activity)
    {
        yield return activity.Id;
        yield return activity.Type;
        yield return activity.Name;
        yield return activity.Action;
        yield return activity.Timestamp;
        yield return activity.From?.Id;
        yield return activity.Conversation?.Id;
        yield return activity.Text;
        yield return activity.ReplyToId;
        yield return activity.ChannelData?.EventType;
        yield return activity.ChannelData?.Team?.Name;
        yield return activity.ChannelData?.Channel?.Id;
        yield return activity.ChannelData?.Channel?.Name;
        foreach (var member in activity.MembersAdded ?? []) yield return "+" + member?.Id;
        foreach (var member in activity.MembersRemoved ?? []) yield return "-" + member?.Id;
        yield return activity.Value.ValueKind == System.Text.Json.JsonValueKind.Undefined ? null : activity.Value.GetRawText();
    }
}
