namespace TeamsCommunityBot.Domain;

/// <summary>The rules about why a community exists and who carries it; pure.</summary>
public sealed partial record Community
{
    /// <summary>Rows from before there was a why have none.</summary>
    public Purpose Purpose { get => field ?? Purpose.None; init; }

    /// <summary>Whether the why is missing or too old on a day. Known of an <see cref="Outline"/> as well.</summary>
    public WhyState WhyOn(DateOnly today) => Purpose.StateOn(today);

    /// <summary>A lead writes the why, and with it says that it holds. A newly named sponsor is asked; whoever names themself has said yes.</summary>
    /// <param name="revision">The revision that the lead saw.</param>
    /// <param name="sponsor">Null for nobody.</param>
    public PurposeOutcome Describe(int revision, string why, string goal, string? link, Person? sponsor, Person by, DateTimeOffset at)
    {
        if (Purpose.Revision != revision) return new PurposeOutcome.Refused(PurposeRefusal.Outdated);
        var today = Today(at);
        var next = Purpose with
        {
            Revision = revision + 1,
            Why = why,
            Since = Purpose.Why == why ? Purpose.Since : today,
            ConfirmedOn = today,
            Goal = goal,
            Link = link,
        };
        return Change(Named(next, sponsor, by, at));
    }

    /// <summary>A lead says that the why still holds.</summary>
    public PurposeOutcome ConfirmWhy(int revision, DateTimeOffset at)
    {
        if (Purpose.Revision != revision || Purpose.ConfirmedOn is not { } before) return new PurposeOutcome.Refused(PurposeRefusal.Outdated);
        return before == Today(at)
            ? new PurposeOutcome.Refused(PurposeRefusal.AlreadyDone) : Change(Purpose with { Revision = revision + 1, ConfirmedOn = Today(at) });
    }

    /// <summary>The one who was asked to carry the why says yes or no; who is sponsor may stop by the same answer.</summary>
    public PurposeOutcome AnswerSponsor(int number, Person person, bool yes, DateTimeOffset at)
    {
        if (RefuseSponsor(number, person) is { } refused) return refused;
        var sponsor = Purpose.Sponsor!;
        if (yes) return sponsor.AcceptedAt is null
            ? Change(Purpose with { Sponsor = sponsor with { AcceptedAt = at } }) : new PurposeOutcome.Refused(PurposeRefusal.AlreadyDone);
        var end = sponsor.AcceptedAt is null ? SponsorEnd.Declined : SponsorEnd.SteppedDown;
        return Change(Purpose with { Revision = Purpose.Revision + 1, Sponsor = null, Former = new(number, sponsor.Who, sponsor.By, end) });
    }

    /// <summary>The sponsor told why the community exists.</summary>
    public PurposeOutcome TellWhy(int number, Person person, DateTimeOffset at) =>
        ChangeSponsor(number, person, sponsor => sponsor with { ToldOn = Today(at) });

    /// <summary>The sponsor wants to be reminded of telling it, or does not.</summary>
    public PurposeOutcome LeaveSponsorAlone(int number, Person person, bool isLeftAlone) =>
        ChangeSponsor(number, person, sponsor => sponsor with { IsLeftAlone = isLeftAlone });

    /// <summary>
    /// The next moment to ask the sponsor to tell it, be it paused or not: moments of the community's own rhythm, from the month after their yes on. Null
    /// where nobody is to be asked.
    /// </summary>
    public RhythmMoment? NextPrompt(DateTimeOffset after) =>
        Purpose.Sponsor is { AcceptedAt: { } yes, IsLeftAlone: false } ? MomentFrom(MonthAfter(Today(yes)), after) : null;

    /// <summary>The prompt's moment, if this still is one.</summary>
    public RhythmMoment? PromptAt(DateTimeOffset moment) => NextPrompt(moment - TimeSpan.FromTicks(1)) is { } slot && slot.At == moment ? slot : null;

    /// <summary>The first moment of the month after one in which the sponsor was asked.</summary>
    public RhythmMoment NextMonth(RhythmMoment asked) => MomentFrom(MonthAfter(asked.Day), asked.At);

    private PurposeOutcome ChangeSponsor(int number, Person person, Func<Sponsor, Sponsor> change)
    {
        if (RefuseSponsor(number, person) is { } refused) return refused;
        var sponsor = Purpose.Sponsor!;
        if (sponsor.AcceptedAt is null) return new PurposeOutcome.Refused(PurposeRefusal.Outdated);
        return change(sponsor) is var after && after != sponsor
            ? Change(Purpose with { Sponsor = after }) : new PurposeOutcome.Refused(PurposeRefusal.AlreadyDone);
    }

    private PurposeOutcome.Refused? RefuseSponsor(int number, Person person)
    {
        if (Purpose.Sponsor is not { } sponsor || sponsor.Number != number) return new PurposeOutcome.Refused(PurposeRefusal.Outdated);
        return person.Is(sponsor.Who) ? null : new PurposeOutcome.Refused(PurposeRefusal.NotYours);
    }

    /// <summary>Whoever is sponsor already is not asked again.</summary>
    private static Purpose Named(Purpose next, Person? sponsor, Person by, DateTimeOffset at)
    {
        var before = next.Sponsor;
        if (sponsor is null ? before is null : sponsor.Is(before?.Who)) return next;
        return next with
        {
            Sponsor = sponsor is null ? null : new(next.Revision, sponsor, by, at) { AcceptedAt = sponsor.Is(by) ? at : null },
            Former = before is { AcceptedAt: not null } ? new(before.Number, before.Who, by, SponsorEnd.Replaced) : null,
        };
    }

    private PurposeOutcome Change(Purpose after) => new PurposeOutcome.Changed(With(after));

    private Community With(Purpose after) => after == Purpose ? this : this with { Purpose = after };

    private RhythmMoment MomentFrom(DateOnly first, DateTimeOffset after) => Rhythm.MomentsAfter(after, TimeZone).First(slot => slot.Day >= first);

    private static DateOnly MonthAfter(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1);
}
