using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The facts on a status card, ready to show. Names and themes are what people typed.</summary>
/// <param name="Place">The channel's name; null where Teams gives none.</param>
/// <param name="Roles">The three roles.</param>
/// <param name="Notice">A sentence to open with, about what was just done.</param>
/// <param name="IsHere">Whether the card stands in the community's own channel, where its details can be changed.</param>
/// <param name="Form">The one-time name of a card that only one person sees, who may then show it to the channel; null where all see it.</param>
/// <param name="ChannelId">Which community it is, for the buttons of a card that stands elsewhere.</param>
internal sealed record StatusView(
    string Name,
    string Theme,
    string? Place,
    PhaseClock Phase,
    DateOnly StartDate,
    IReadOnlyList<SlotView> Roles,
    Silence Silence,
    string? Notice,
    bool IsHere,
    string? Form = null,
    string ChannelId = "")
{
    /// <summary>Why the community exists, in one sentence that people wrote; empty while nobody did.</summary>
    public string Why { get; init; } = "";

    public WhyHint WhyHint { get; init; }

    /// <summary>The name of whoever said yes to being the sponsor; null for nobody.</summary>
    public string? Sponsor { get; init; }

    /// <summary>What the community wants to reach, in the order in which it was set.</summary>
    public IReadOnlyList<TargetView> Targets { get; init; } = [];

    /// <summary>The eleven checks; a card without them says nothing of them.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>How far the flying start is; null when it is over, or there was none.</summary>
    public FlyingStart? Start { get; init; }

    /// <summary>Somebody said today that they had a first conversation, and may take it back.</summary>
    public bool HasJustTalked { get; init; }

    /// <summary>Why it has no target, in the words of whoever said so; empty where nobody did.</summary>
    public string WithoutTarget { get; init; } = "";

    /// <summary>The first day has come, and the preparation goes on until there is a target or a reason for none.</summary>
    public bool HoldsForTarget { get; init; }

    /// <summary>The first day after a pause that holds now; null where there is none.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>When the next weekly message comes, in the community's zone; null while it is silent, and where none comes within a year.</summary>
    public DateTime? NextMessage { get; init; }

    /// <summary>The next activity that is planned; null where there is none.</summary>
    public PlannedActivity? NextActivity { get; init; }

    /// <summary>Opens the channel from elsewhere; null where the card stands in it, or Teams did not tell enough.</summary>
    public Uri? Channel { get; init; }

    /// <summary>What is known about a community, on a day.</summary>
    /// <param name="quiet">The days on which the whole organisation wants no messages.</param>
    public static StatusView Of(
        Community community, IReadOnlyList<QuietDays> quiet, DateTimeOffset now, string? notice, bool isHere, string? form = null) => new(
        community.Name,
        community.Theme,
        community.ChannelName.Value is { Length: > 0 } channel ? channel : null,
        community.PhaseOn(community.Today(now)),
        community.StartDate,
        SlotView.All(community, now),
        SilenceOf(community),
        notice,
        isHere,
        form,
        community.ChannelId)
        {
            Why = community.Purpose.Why,
            WhyHint = HintOf(community, now),
            Sponsor = community.Purpose.Sponsor is { AcceptedAt: not null } sponsor ? sponsor.Who.Name : null,
            Targets = TargetView.All(community, community.Today(now)),
            Checks = Domain.Checks.Of(CheckFacts.Of(community, community.Today(now))),
            Start = community.FlyingStartOn(community.Today(now)),
            HasJustTalked = community.FirstSteps?.ConversationOn == community.Today(now),
            WithoutTarget = community.WithoutTarget?.Reason ?? "",
            HoldsForTarget = community.AwaitsTarget && community.Today(now) >= community.StartDate,
            PausedUntil = community.Rhythm.Pause is { } pause && pause.Covers(community.Today(now)) ? pause.Until : null,
            NextMessage = community.MayPost && community.NextNudge(now, quiet) is { } next ? LocalTime.In(community.TimeZone, next.At) : null,
            NextActivity = community.NextPlanned(community.Today(now)),
            Channel = isHere ? null : ChannelLink.To(community),
        };

    private static WhyHint HintOf(Community community, DateTimeOffset now) => community.WhyOn(community.Today(now)) switch
    {
        WhyState.Missing => WhyHint.Missing,
        WhyState.TooOld => WhyHint.TooOld,
        _ => community.Purpose.Sponsor is null ? WhyHint.NoSponsor : WhyHint.None,
    };

    private static Silence SilenceOf(Community community) => community switch
    {
        { ChannelDeleted.Value: true } or { TeamDeleted.Value: true } => Silence.ChannelDeleted,
        { BotRemoved.Value: true } => Silence.BotRemoved,
        { TeamArchived.Value: true } => Silence.TeamArchived,
        _ => Silence.None,
    };
}

/// <summary>Why the bot posts nothing of its own accord.</summary>
internal enum Silence { None, TeamArchived, BotRemoved, ChannelDeleted }

/// <summary>What could be done about the why, at most one thing at a time.</summary>
internal enum WhyHint
{
    None,
    Missing,
    TooOld,

    /// <summary>Nobody carries it, and nobody was asked to.</summary>
    NoSponsor,
}
