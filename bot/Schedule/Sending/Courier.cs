using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>Brings one post to its end: at the tenant's pace, again where that is worth it, up to five times.</summary>
internal sealed class Courier(
    IPostSender sender, DoubtfulPosts doubtful, TenantPaces paces, ScheduleMeter meter, ClockWaits waits, Random random, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Where the service was not reached at all, nothing was asked of it either.</summary>
    private const int MostTriesUnreached = 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ConcurrencyLimit _first = new(1);
    private volatile bool _isWarm;

    /// <param name="watch">Told how far it is.</param>
    /// <param name="stop">Ends the waits: what was not sent by then is not sent.</param>
    /// <param name="abort">Ends the sending too; then nobody knows whether it arrived.</param>
    public async Task<SendOutcome> DeliverAsync(string tenantId, Post post, PostProgress? watch, CancellationToken stop, CancellationToken abort)
    {
        var pace = paces.Of(tenantId);
        var (isUnsure, began) = (false, clock.GetUtcNow());
        try
        {
            for (var tries = 1; ; tries++)
            {
                var attempt = await TryAsync(pace, tenantId, post, tries == 1 ? watch?.Entered : meter.CountRetry, stop, abort);
                if (tries == 1) watch?.Answered?.Invoke();
                isUnsure |= attempt is PostAttempt.Unknown;
                if (attempt is PostAttempt.Unknown) (attempt, isUnsure) = await ReadBackAsync(tenantId, post, began, stop);
                if (Judge(pace, attempt, tries) is { } end) return end;
                if (attempt is PostAttempt.Unknown) meter.CountAmbiguous("resend");
                if (attempt is not PostAttempt.NotNow { IsThrottled: true }) await waits.ForAsync((attempt as PostAttempt.NotNow)?.Wait ?? Jitter(tries), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            return isUnsure ? new SendOutcome.Unsure() : new SendOutcome.Unsent();
        }
    }

    /// <summary>The channel may tell what the connection did not: then the attempt has an outcome after all.</summary>
    private async ValueTask<(PostAttempt Attempt, bool IsUnsure)> ReadBackAsync(string tenantId, Post post, DateTimeOffset began, CancellationToken stop) =>
        await doubtful.ReadAsync(tenantId, post, began, clock.GetUtcNow(), stop) switch
        {
            Reading.Stands found => (new PostAttempt.Final(new PostResult.Sent(found.Where, found.ActivityId)), false),
            Reading.Absent => (new PostAttempt.NotNow("Absent", Wait: null, IsThrottled: false, WasAnswered: true), false),
            _ => (new PostAttempt.Unknown(), true),
        };

    /// <inheritdoc cref="TenantPaces.Rest"/>
    public void Rest(string tenantId) => paces.Rest(tenantId);

    /// <summary>
    /// The very first goes alone: it waits for a token, a connection and code that never ran. Those behind it wait before their turn and not after it, or all
    /// of them would arrive together.
    /// </summary>
    private async Task<PostAttempt> TryAsync(TenantPace pace, string tenantId, Post post, Action? entered, CancellationToken stop, CancellationToken abort)
    {
        if (_isWarm) return await SendAsync(pace, tenantId, post, entered, stop, abort);
        await _first.EnterAsync(stop);
        try
        {
            if (!_isWarm)
            {
                var attempt = await SendAsync(pace, tenantId, post, entered, stop, abort);
                _isWarm = true;
                return attempt;
            }
        }
        finally
        {
            _first.Leave();
        }
        return await SendAsync(pace, tenantId, post, entered, stop, abort);
    }

    private async Task<PostAttempt> SendAsync(TenantPace pace, string tenantId, Post post, Action? entered, CancellationToken stop, CancellationToken abort)
    {
        var turn = await pace.EnterAsync(ThreadOf(post.To), post.To is Destination.ToPerson ? 2 : 1, stop);
        entered?.Invoke();
        return await sender.SendAsync(tenantId, post, turn.Leave, abort);
    }

    /// <summary>Null when it is to be tried again.</summary>
    private SendOutcome? Judge(TenantPace pace, PostAttempt attempt, int tries)
    {
        switch (attempt)
        {
            case PostAttempt.Final final:
                pace.Succeed();
                return new SendOutcome.Done(final.Result);
            case PostAttempt.NotNow later:
                if (later.IsThrottled) pace.Throttle(later.Wait ?? TimeSpan.FromSeconds(1));
                else pace.Fail();
                var most = later.WasAnswered ? MostTries : MostTriesUnreached;
                return tries < most ? null : new SendOutcome.Done(new PostResult.Refused(PostRefusal.Failed, later.Code ?? "Unavailable"));
            default:
                pace.Fail();
                return tries < MostTries && doubtful.IsSentAgain ? null : new SendOutcome.Unsure();
        }
    }

    /// <summary>Anything up to a ceiling that doubles, so that many that failed together do not come back together.</summary>
    private TimeSpan Jitter(int tries)
    {
        var ceiling = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(tries, 6)));
        return (ceiling < LongestWait ? ceiling : LongestWait) * random.NextDouble();
    }

    private static string ThreadOf(Destination to) => to switch
    {
        Destination.ToChannel channel => channel.Channel.ConversationId,
        Destination.ToPerson person => person.Who.Address,
        Destination.InPlace card => card.Where.ConversationId,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Who wants to know how far a post is.</summary>
/// <param name="Entered">Its turn to be sent came for the first time.</param>
/// <param name="Answered">What became of that is known, or will not be; it may be sent again.</param>
internal sealed record PostProgress(Action? Entered = null, Action? Answered = null);

/// <summary>How a post's journey ended.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    public sealed record Done(PostResult Result) : SendOutcome;

    /// <summary>We were stopped before it was sent.</summary>
    public sealed record Unsent : SendOutcome;

    /// <summary>It may have arrived, and is not sent again now.</summary>
    public sealed record Unsure : SendOutcome;
}
