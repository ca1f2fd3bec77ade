using TeamsCommunityBot.Schedule.Tenants;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>A line whose job failed: it comes again later and later, and after five times it is given up, out of the way of all others.</summary>
internal sealed partial class LineFailures(Agenda agenda, GivenUp givenUp, TimeProvider clock, ILogger<LineFailures> logger)
{
    private const int MostTries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>The wait before the last try.</summary>
    public static TimeSpan LongestWait { get; } = FirstWait * Math.Pow(4, MostTries - 2);

    public async ValueTask PostponeAsync(DueLine due, Exception failure, CancellationToken ct)
    {
        var error = failure.GetType().Name;
        if (due.Line is not { } line)
        {
            Log.Unreadable(logger);
            await agenda.RemoveAsync(due, ct);
        }
        else if (line.Tries + 1 < MostTries)
        {
            Log.Failed(logger, line.Item.Kind, error, line.Tries + 1);
            await agenda.PostponeAsync(due, line with { Tries = line.Tries + 1, Error = error }, clock.GetUtcNow() + (FirstWait * Math.Pow(4, line.Tries)), ct);
        }
        else
            await givenUp.AddAsync(due, line with { Error = error }, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A job of the kind {Kind} failed: {Failure}, {Tries} times by now. It is tried again later.")]
        public static partial void Failed(ILogger logger, string kind, string failure, int tries);

        [LoggerMessage(3, LogLevel.Error, "A due line cannot be read and was taken away.")]
        public static partial void Unreadable(ILogger logger);
    }
}
