using System.Collections.Concurrent;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// The log of requests that are refused. Anybody can have one refused as often as they like, so of each reason a few lines a minute are written, and the
/// next one says how many were not; those stand at the level of debugging.
/// </summary>
internal sealed partial class RefusalLog(TimeProvider clock, ILogger<RefusalLog> logger)
{
    /// <summary>Lines of one reason within <see cref="Window"/>.</summary>
    public const int Most = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The reasons are ours, some forty.</summary>
    private readonly ConcurrentDictionary<string, Count> _counts = [];

    public void Write(Refusal refusal, string requestId)
    {
        if (_counts.GetOrAdd(refusal.Reason, _ => new()).Add(clock.GetUtcNow()) is not { } left)
            Log.RefusedQuietly(logger, refusal.Status, refusal.Reason, requestId);
        else if (left == 0) Log.Refused(logger, refusal.Status, refusal.Reason, requestId);
        else Log.RefusedAgain(logger, refusal.Status, refusal.Reason, requestId, left);
    }

    private sealed class Count
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _since = DateTimeOffset.MinValue;
        private int _written;
        private long _left;

        /// <summary>How many were not written since the last one that was; null where this one is not written either.</summary>
        public long? Add(DateTimeOffset now)
        {
            lock (_lock)
            {
                if (now - _since >= Window) (_since, _written) = (now, 0);
                if (_written >= Most)
                {
                    _left++;
                    return null;
                }
                _written++;
                (var left, _left) = (_left, 0);
                return left;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused with {Status}: {Reason} (request {RequestId})")]
        public static partial void Refused(ILogger logger, int status, string reason, string requestId);

        [LoggerMessage(3, LogLevel.Debug, "Refused with {Status}: {Reason} (request {RequestId}), as others within this minute")]
        public static partial void RefusedQuietly(ILogger logger, int status, string reason, string requestId);

        [LoggerMessage(2, LogLevel.Warning, "Refused with {Status}: {Reason} (request {RequestId}), and {Left} times more that stand in no line")]
        public static partial void RefusedAgain(ILogger logger, int status, string reason, string requestId, long left);
    }
}
