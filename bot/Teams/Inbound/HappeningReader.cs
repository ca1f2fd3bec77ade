using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound.Wire;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Lifecycle events → turns. One activity may tell of several things (people in and people out, the bot among them): each becomes a turn.
/// </summary>
internal static class HappeningReader
{
    public static IEnumerable<Incoming> Read(Activity activity, Envelope envelope)
    {
        var start = TurnReader.Start(activity, envelope);
        var sentAt = ClientFacts.SentAt(activity, envelope.At);
        var told = activity.Type == "installationUpdate" ? Installation(activity) : Update(activity, envelope.BotId);
        return told.Select((happening, index) => new Incoming(About(activity, start, happening.Kind) with
        {
            // Each has its own claim in the store, or the second would pass for a redelivery of the first.
            ActivityId = index == 0 ? start.ActivityId : $"{start.ActivityId}+{index}",
            Happening = new Happening(happening.Kind, happening.Members, sentAt),
        }));
    }

    private static IEnumerable<(HappeningKind Kind, IReadOnlyList<Person> Members)> Installation(Activity activity)
    {
        if (activity.Action is "add" or "add-upgrade") yield return (HappeningKind.BotAdded, []);
        if (activity.Action is "remove" or "remove-upgrade") yield return (HappeningKind.BotRemoved, []);
    }

    private static IEnumerable<(HappeningKind Kind, IReadOnlyList<Person> Members)> Update(Activity activity, string botId)
    {
        if (Has(activity.MembersAdded, botId)) yield return (HappeningKind.BotAdded, []);
        if (Others(activity.MembersAdded, botId) is { Count: > 0 } added) yield return (HappeningKind.MembersAdded, added);
        if (Others(activity.MembersRemoved, botId) is { Count: > 0 } removed) yield return (HappeningKind.MembersRemoved, removed);
        if (Has(activity.MembersRemoved, botId)) yield return (HappeningKind.BotRemoved, []);
        if (KindOf(activity.ChannelData?.EventType) is { } kind) yield return (kind, []);
    }

    /// <summary>Case-sensitive, as the protocol has them. Events about members carry lists, which speak for themselves.</summary>
    private static HappeningKind? KindOf(string? eventType) => eventType switch
    {
        "channelCreated" => HappeningKind.ChannelCreated,
        "channelRenamed" => HappeningKind.ChannelRenamed,
        "channelDeleted" => HappeningKind.ChannelDeleted,
        "channelRestored" => HappeningKind.ChannelRestored,
        "channelShared" => HappeningKind.ChannelShared,
        "channelUnshared" => HappeningKind.ChannelUnshared,
        "teamRenamed" => HappeningKind.TeamRenamed,
        "teamArchived" => HappeningKind.TeamArchived,
        "teamUnarchived" => HappeningKind.TeamUnarchived,
        "teamDeleted" or "teamHardDeleted" => HappeningKind.TeamDeleted,
        "teamRestored" => HappeningKind.TeamRestored,
        _ => null,
    };

    /// <summary>
    /// The conversation that it is about. Teams sends nearly all events of a team from the team's own id (its General channel),
    /// and names the channel concerned in the channel data; answers go there too.
    /// </summary>
    private static Turn About(Activity activity, Turn turn, HappeningKind kind)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return turn;
        var data = activity.ChannelData;
        var channel = IsOfTeam(kind) ? null : kind == HappeningKind.BotAdded ? data?.Settings?.SelectedChannel ?? data?.Channel : data?.Channel;
        var team = IsOfTeam(kind) ? turn.Conversation.TeamId : null;
        var id = Address.WithoutThread(FirstOf(channel?.Id, team, turn.Conversation.Id));
        return turn with
        {
            Conversation = Places.InChannel(activity, id, channel),
            Address = id == turn.Conversation.Id ? turn.Address : turn.Address with { ConversationId = id },
        };
    }

    private static bool IsOfTeam(HappeningKind kind) => kind is HappeningKind.TeamRenamed or HappeningKind.TeamArchived
        or HappeningKind.TeamUnarchived or HappeningKind.TeamDeleted or HappeningKind.TeamRestored;

    private static string FirstOf(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            if (!string.IsNullOrEmpty(id)) return id;
        }

        return "";
    }

    private static bool Has(IReadOnlyList<ChannelAccount?>? members, string botId) => members?.Any(m => IsBot(m, botId)) == true;

    private static List<Person> Others(IReadOnlyList<ChannelAccount?>? members, string botId) =>
        [.. (members ?? []).Where(m => m is { Id.Length: > 0 } && !IsBot(m, botId)).Select(People.Read)];

    private static bool IsBot(ChannelAccount? member, string botId) => botId.Equals(member?.Id, StringComparison.OrdinalIgnoreCase);
}
