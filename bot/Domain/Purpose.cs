namespace TeamsCommunityBot.Domain;

/// <summary>Why a community exists, which goal of the organisation that serves, and who in management carries it.</summary>
public sealed record Purpose
{
    /// <summary>The longest why and goal, in graphemes: one sentence, and what a policy is called.</summary>
    public const int WhyLimit = 200;
    public const int GoalLimit = 120;
    public const int LinkLimit = 500;

    /// <summary>After so many months it is time to ask whether the why still holds.</summary>
    public const int MonthsFresh = 12;

    public static Purpose None { get; } = new();

    /// <summary>Counts the changes that people made; stands on cards, so that an old card is known as old.</summary>
    public int Revision { get; init; }

    /// <summary>The why in one sentence; empty while nobody wrote it.</summary>
    public string Why { get; init; } = "";

    /// <summary>The day on which this why was first written.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The day on which a lead last said that it holds; null while there is none.</summary>
    public DateOnly? ConfirmedOn { get; init; }

    /// <summary>The goal of the organisation that the community serves, in words; may be empty.</summary>
    public string Goal { get; init; } = "";

    /// <summary>Where that goal can be read; a web address.</summary>
    public string? Link { get; init; }

    /// <summary>Who carries the why, or was asked to.</summary>
    public Sponsor? Sponsor { get; init; }

    /// <summary>Who last was asked or was sponsor and is no more, for those who must hear of it.</summary>
    public FormerSponsor? Former { get; init; }

    public WhyState StateOn(DateOnly today) => ConfirmedOn switch
    {
        null => WhyState.Missing,
        { } day when today > day.AddMonths(MonthsFresh) => WhyState.TooOld,
        _ => WhyState.Fresh,
    };

    /// <summary>What the clock needs to know, without a word of what people wrote and without people.</summary>
    internal Purpose Outline() => new() { ConfirmedOn = ConfirmedOn };

    /// <summary>Somebody is gone: they carry nothing any more, and were asked for nothing.</summary>
    internal Purpose Left(string personId) =>
        Sponsor is { } sponsor && sponsor.Who.Id == personId ? this with { Revision = Revision + 1, Sponsor = null, Former = null } : this;

    /// <summary>The same without a trace of a person.</summary>
    internal Purpose Forget(string personId)
    {
        var left = Left(personId);
        return left with
        {
            Sponsor = left.Sponsor is { } sponsor && sponsor.By.Id == personId ? sponsor with { By = Person.Bot } : left.Sponsor,
            Former = left.Former is { } former && (former.Who.Id == personId || former.By.Id == personId) ? null : left.Former,
        };
    }
}

/// <summary>Somebody in management who carries the why of a community. Nobody is who did not say yes.</summary>
/// <param name="Number">Distinguishes those who were asked one after the other; stands on the card.</param>
/// <param name="By">Who asked.</param>
public sealed record Sponsor(int Number, Person Who, Person By, DateTimeOffset AskedAt)
{
    /// <summary>When they said yes; null until then.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>They carry the why, and do not want to be reminded of saying it.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>The day on which they last said that they told it.</summary>
    public DateOnly? ToldOn { get; init; }
}

/// <summary>How somebody ceased to be asked or to be sponsor. Stored: the words never change.</summary>
public enum SponsorEnd
{
    /// <summary>Said that they would rather not.</summary>
    Declined,

    /// <summary>Had said yes, and stopped.</summary>
    SteppedDown,

    /// <summary>Had said yes; a lead named another, or nobody.</summary>
    Replaced,
}

/// <param name="By">Who asked them; for <see cref="SponsorEnd.Replaced"/> who ended it.</param>
public sealed record FormerSponsor(int Number, Person Who, Person By, SponsorEnd End);

/// <summary>Whether a community knows why it exists.</summary>
public enum WhyState
{
    Fresh,

    /// <summary>Nobody wrote it.</summary>
    Missing,

    /// <summary>Nobody said for more than <see cref="Purpose.MonthsFresh"/> months that it holds.</summary>
    TooOld,
}

/// <summary>What a rule about the why decides.</summary>
public abstract record PurposeOutcome
{
    private PurposeOutcome()
    {
    }

    public sealed record Changed(Community After) : PurposeOutcome;

    public sealed record Refused(PurposeRefusal Why) : PurposeOutcome;
}

/// <summary>Why a rule about the why says no.</summary>
public enum PurposeRefusal
{
    /// <summary>The card is older than what happened since.</summary>
    Outdated,

    /// <summary>The question is somebody else's.</summary>
    NotYours,

    /// <summary>Whoever asks does not lead the community any more.</summary>
    NotLead,
    AlreadyDone,

    /// <summary>Too many others changed the community at the same moment; nothing was changed.</summary>
    Busy,
}
