namespace TeamsCommunityBot.Domain;

/// <summary>Whether a role got the time that was agreed. Stored: the words never change.</summary>
public enum TimeAnswer { Yes, Partly, No }

/// <summary>What the holder of a role answered to the monthly question. It says which role, and nobody's name.</summary>
/// <param name="Month">Its first day.</param>
public sealed record TimeSaid(DateOnly Month, Role Role, TimeAnswer Answer);

/// <summary>The rules about the time that was agreed; pure.</summary>
public sealed partial record Community
{
    /// <summary>So many months' answers are kept, the running one included.</summary>
    public const int TimeMonthsKept = 3;

    /// <summary>The community does not want the monthly question.</summary>
    public bool TimeQuestionOff { get; init; }

    /// <summary>The last few answers of each role. They go with the holder: nobody inherits them.</summary>
    public IReadOnlyList<TimeSaid> TimeSaid { get => field ?? []; init; }

    /// <summary>The last day on which it counts that time fell short twice in a row; null when it did not.</summary>
    public DateOnly? TimeShortUntil { get; init; }

    /// <summary>Somebody answers for the roles that they hold, in the place of what they answered for that month before.</summary>
    public Community AnswerTime(string personId, DateOnly month, TimeAnswer answer)
    {
        List<TimeSaid> mine = [.. HeldBy(personId).Select(role => new TimeSaid(month, role, answer))];
        if (mine.All(TimeSaid.Contains)) return this;
        var others = TimeSaid.Where(said => said.Month > month.AddMonths(-TimeMonthsKept)
            && !mine.Any(own => (own.Month, own.Role) == (said.Month, said.Role)));
        return WithTime([.. others, .. mine]);
    }

    /// <summary>Whether a month is the second in a row in which somebody answered no.</summary>
    public bool IsTimeShortIn(DateOnly month) => TimeShortUntil == CountsUntil(month);

    /// <summary>What was answered in a month, in the order yes, partly, no.</summary>
    public (int Yes, int Partly, int No) TimeIn(DateOnly month) => (Count(month, TimeAnswer.Yes), Count(month, TimeAnswer.Partly), Count(month, TimeAnswer.No));

    private int Count(DateOnly month, TimeAnswer answer) => TimeSaid.Count(said => said.Month == month && said.Answer == answer);

    /// <summary>Somebody new has the role, or nobody: what was answered for it is forgotten.</summary>
    private Community WithoutTimeOf(Role role) => TimeSaid.Any(said => said.Role == role) ? WithTime([.. TimeSaid.Where(said => said.Role != role)]) : this;

    private Community WithTime(IReadOnlyList<TimeSaid> said) => this with { TimeSaid = said, TimeShortUntil = ShortUntil(said) };

    private static DateOnly? ShortUntil(IReadOnlyList<TimeSaid> said)
    {
        if (said.Count == 0) return null;
        var last = said.Max(one => one.Month);
        return new[] { last, last.AddMonths(-1) }.All(month => said.Any(one => one.Month == month && one.Answer == TimeAnswer.No)) ? CountsUntil(last) : null;
    }

    /// <summary>Until the end of the month after it: by then there are newer answers.</summary>
    private static DateOnly CountsUntil(DateOnly month) => month.AddMonths(2).AddDays(-1);
}
