namespace TeamsCommunityBot.Domain;

/// <summary>When the bot speaks of its own accord in a community; pure.</summary>
public sealed partial record Community
{
    /// <summary>Rows from before there were nudges have none: the default.</summary>
    public Rhythm Rhythm { get => field ?? Rhythm.Default; init; }

    /// <summary>The ISO week in which a lead last sent the message by hand: it has no other. Null while nobody did.</summary>
    public string? SaidByHandIn { get; init; }

    /// <summary>Moments up to this one are not this community's: it was not registered, or had another rhythm.</summary>
    public DateTimeOffset NudgedFrom => Rhythm.ChangedAt > RegisteredAt ? Rhythm.ChangedAt : RegisteredAt;

    /// <summary>Why the bot may not post here; null when it may.</summary>
    public SkipReason? WhyNoPosts => this switch
    {
        { ChannelDeleted.Value: true } or { TeamDeleted.Value: true } => SkipReason.ChannelGone,
        { BotRemoved.Value: true } => SkipReason.BotRemoved,
        { TeamArchived.Value: true } => SkipReason.TeamArchived,
        _ => null,
    };

    /// <summary>The next slot in which something is said, as far as the calendar tells; null when none is within a year.</summary>
    /// <param name="isOver">Whether a week was dealt with already: no week has two. Null: none was.</param>
    public RhythmMoment? NextNudge(DateTimeOffset now, IReadOnlyList<QuietDays> quiet, Func<IsoWeek, bool>? isOver = null)
    {
        var after = now > NudgedFrom ? now : NudgedFrom;
        return Rhythm.MomentsAfter(after, TimeZone).TakeWhile(slot => slot.At < after.AddDays(366))
            .FirstOrDefault(slot => Rhythm.WhyNot(slot, quiet) is null && slot.Week.ToString() != SaidByHandIn && isOver?.Invoke(slot.Week) != true);
    }

    /// <summary>Pauses the nudges up to a day, or (with null) ends the pause.</summary>
    public Community Paused(DateOnly? until, DateTimeOffset now) =>
        this with { Rhythm = Rhythm with { Pause = until is { } day ? new(now, day) : null } };

    /// <summary>
    /// What the clock needs to know of a community, and nothing about anybody: it stands in the tenant's index, so that a sweep over many communities
    /// need not read each of them.
    /// </summary>
    public Community Outline() => new()
    {
        TenantId = TenantId,
        ChannelId = ChannelId,
        TeamId = TeamId,
        TeamGroupId = TeamGroupId,
        Name = "",
        StartDate = StartDate,
        Language = Language,
        TimeZone = TimeZone,
        Address = Address,
        IsOpenChannel = IsOpenChannel,
        RegisteredBy = "",
        RegisteredAt = RegisteredAt,
        UnregisteredAt = UnregisteredAt,
        BotRemoved = BotRemoved,
        ChannelDeleted = ChannelDeleted,
        TeamArchived = TeamArchived,
        TeamDeleted = TeamDeleted,
        Rhythm = Rhythm,
        Purpose = Purpose.Outline(),
        TimeShortUntil = TimeShortUntil,
        AsksTarget = AwaitsTarget,
        WithoutTarget = WithoutTarget is null ? null : new("", Person.Bot, default),
        FirstSteps = FirstSteps,
        Targets = new([.. Targets.Open.Select(target => target.Outline())]),
        Roles = new(OutlineOf(Roles.Bouwer), OutlineOf(Roles.Verbinder), OutlineOf(Roles.Aanjager)),
    };

    private static RoleSlot OutlineOf(RoleSlot slot) => new(slot.Role)
    {
        Holder = slot.Holder is null ? null : Person.Bot,
        Until = slot.Until,
        // Whether anything ever happened to it, and not how often.
        Revision = Math.Min(slot.Revision, 1),
        Doubt = slot.Doubt,
        ClearUntil = slot.ClearUntil,
        Invitation = slot.Invitation is null ? null : new(0, Person.Bot, Person.Bot, default),
        Vacancy = slot.Vacancy,
    };
}
