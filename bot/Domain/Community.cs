namespace TeamsCommunityBot.Domain;

/// <summary>A community: one Teams channel, its theme and its state. The one truth; every index can be rebuilt from it.</summary>
public sealed partial record Community
{
    /// <summary>The longest name and theme, in graphemes: what a person sees as one character.</summary>
    public const int NameLimit = 80;
    public const int ThemeLimit = 200;

    public required string TenantId { get; init; }

    /// <summary>The channel's id (<c>19:…@thread.tacv2</c>), without a thread.</summary>
    public required string ChannelId { get; init; }

    public required string TeamId { get; init; }

    /// <summary>The team's Entra group id, by which Graph knows it; null until Teams told it.</summary>
    public string? TeamGroupId { get; init; }

    public required string Name { get; init; }

    /// <summary>What the community is about; may be empty.</summary>
    public string Theme { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    /// <summary><c>nl</c> or <c>en</c>: what the bot speaks in the channel.</summary>
    public required string Language { get; init; }

    /// <summary>IANA zone in which days and hours are meant.</summary>
    public string TimeZone { get; init; } = LocalTime.DefaultZone;

    /// <summary>Where messages for the channel go.</summary>
    public required Address Address { get; init; }

    /// <summary>Private and shared channels keep their data to themselves.</summary>
    public bool IsOpenChannel { get; init; } = true;

    /// <summary>The Entra object id of the person who registered it, its first lead.</summary>
    public required string RegisteredBy { get; init; }

    /// <summary>Under which <c>29:</c> id they were seen, which every connector knows; empty where it was not noted, or they were erased.</summary>
    public string RegistrantAddress { get => field ?? ""; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Counts the changes that people made; stands on cards, so that an old card is known as old.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Set when people ended the registration; the rest stays for an undo.</summary>
    public DateTimeOffset? UnregisteredAt { get; init; }

    public Known<string> ChannelName { get; init; }

    public Known<string> TeamName { get; init; }

    public Known<bool> BotRemoved { get; init; }

    public Known<bool> ChannelDeleted { get; init; }

    public Known<bool> TeamArchived { get; init; }

    public Known<bool> TeamDeleted { get; init; }

    /// <summary>The channel is shared with another team, or was last heard to be.</summary>
    public Known<bool> Shared { get; init; }

    public bool IsRegistered => UnregisteredAt is null;

    /// <summary>Whether the bot may post in the channel of its own accord.</summary>
    public bool MayPost => IsRegistered && !BotRemoved.Value && !ChannelDeleted.Value && !TeamArchived.Value && !TeamDeleted.Value;

    /// <summary>The day it is for this community.</summary>
    public DateOnly Today(DateTimeOffset now) => LocalTime.DayIn(TimeZone, now);
}
