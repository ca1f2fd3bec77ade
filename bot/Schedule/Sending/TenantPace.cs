using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>
/// Lets posts of one tenant out as fast as Teams allows and not faster: 50 requests a second for the tenant, by an absolute schedule, so that what is
/// late is made up for; and for each conversation 7 in a second, 8 in two, 60 in thirty and 1,800 in an hour. What Teams asks to wait for, all of the
/// tenant waits for, and nobody else; after that it goes at half pace, and a tenth faster each second.
/// </summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
internal sealed class TenantPace(ClockWaits waits, TimeProvider clock)
{
    private const int PerSecond = 50;

    /// <summary>So many may go at once after a rest.</summary>
    private const int Burst = 25;

    /// <summary>So many failures in a row are not about the posts.</summary>
    private const int Trouble = 5;

    private const int MostThreads = 2_000;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1) / PerSecond;

    /// <summary>A second, and some room for requests of which one was longer on its way than the other.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(1_015);

    /// <summary>That much more room with every time that Teams says too much, up to <see cref="MostRoom"/>: on such a way it takes more.</summary>
    private static readonly TimeSpan MoreRoom = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan MostRoom = TimeSpan.FromMilliseconds(100);

    /// <summary>A pause grows no further by itself; what Teams asks for may be longer.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly long _start = clock.GetTimestamp();
    private readonly ConcurrencyLimit _gate = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Thread> _threads = [];
    private readonly RateWindow _window = new((PerSecond, Second));
    private TimeSpan _due = -(Burst * Step);
    private TimeSpan _resumes = TimeSpan.FromHours(-1);
    private TimeSpan _room;
    private int _pauses;
    private int _failures;

    /// <summary>Nothing went out for a while, nothing waits and nothing has to: there is nothing to remember.</summary>
    public bool IsAtRest => _gate.Free == 1 && Left() == TimeSpan.Zero && Now - _window.Last > TimeSpan.FromMinutes(1);

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Waits for the turn of a post.</summary>
    /// <param name="thread">The conversation that it goes to.</param>
    /// <param name="requests">How many requests it takes at most.</param>
    public async Task<Pass> EnterAsync(string thread, int requests, CancellationToken ct)
    {
        var own = ThreadOf(thread);
        await own.Gate.EnterAsync(ct);
        try
        {
            while (own.Window.Wait(Now) is var left && left > TimeSpan.Zero) await waits.ForAsync(left, ct);
            var last = 0L;
            await _gate.EnterAsync(ct);
            try
            {
                for (var request = 0; request < requests; request++) last = await EnterAsync(ct);
            }
            finally
            {
                _gate.Leave();
            }
            own.Window.Use(Now);
            return new(this, last - requests + 1, requests);
        }
        finally
        {
            own.Gate.Leave();
        }
    }

    /// <summary>Waits for the turn of a question: within what Teams allows, and before posts, which keep to a schedule behind it.</summary>
    public async Task AskAsync(CancellationToken ct)
    {
        while (TryAsk() is var left && left > TimeSpan.Zero) await waits.ForAsync(left, ct);
    }

    /// <summary>Teams said that it was too much.</summary>
    /// <param name="wait">What it asks for. Asking again right after a pause doubles the next one.</param>
    public void Throttle(TimeSpan wait)
    {
        lock (_lock)
        {
            if (Now >= _resumes) _room = _room < MostRoom ? _room + MoreRoom : MostRoom;
            Pause(wait);
        }
    }

    /// <summary>A post failed in a way that may pass.</summary>
    public void Fail()
    {
        if (Interlocked.Increment(ref _failures) < Trouble) return;
        lock (_lock) Pause(TimeSpan.FromSeconds(1));
    }

    public void Succeed() => Volatile.Write(ref _failures, 0);

    /// <summary>
    /// Nothing is sent for now, so what hardly matters is forgotten: of a thousand conversations each heard one thing, and one use more or less reaches no
    /// limit.
    /// </summary>
    public void Rest()
    {
        lock (_lock)
        {
            _room /= 2;
            foreach (var (name, thread) in _threads)
                if (thread.Gate.Free == 1 && thread.Window.IsFresh) _threads.Remove(name);
            _threads.TrimExcess();
        }
    }

    private void Pause(TimeSpan wait)
    {
        var now = Now;
        if (now >= _resumes) _pauses = now - _resumes < TimeSpan.FromSeconds(2) ? Math.Min(_pauses + 1, 10) : 0;
        var longer = wait * Math.Pow(2, _pauses);
        var until = now + (longer < LongestPause ? longer : wait > LongestPause ? wait : LongestPause);
        if (until > _resumes) _resumes = until;
        // What was not sent meanwhile is not made up for.
        if (_resumes > _due) _due = _resumes;
    }

    private async Task<long> EnterAsync(CancellationToken ct)
    {
        // Asked again after each wait: a pause may have begun meanwhile.
        while (Left() is var left && left > TimeSpan.Zero) await waits.ForAsync(left, ct);
        lock (_lock) return Use(Now);
    }

    /// <returns>How long to wait; nothing when the question was counted and may leave.</returns>
    private TimeSpan TryAsk()
    {
        lock (_lock)
        {
            var now = Now;
            if (now < _resumes) return _resumes - now;
            if (_window.Wait(now - _room) is var left && left > TimeSpan.Zero) return left;
            Use(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>One more request, now.</summary>
    private long Use(TimeSpan now)
    {
        _due = (_due > now - (Burst * Step) ? _due : now - (Burst * Step)) + (Step / Share(now));
        return _window.Use(now);
    }

    private TimeSpan Left()
    {
        lock (_lock)
        {
            var now = Now;
            if (now < _resumes) return _resumes - now;
            var (window, step) = (_window.Wait(now - _room), _due - now);
            var left = window > step ? window : step;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The share of the full pace that is gone at.</summary>
    private double Share(TimeSpan now) => Math.Min(1, 0.5 + ((now - _resumes).TotalSeconds / 10));

    private Thread ThreadOf(string name)
    {
        lock (_lock)
        {
            if (_threads.Count > MostThreads) Forget();
            if (!_threads.TryGetValue(name, out var thread)) _threads[name] = thread = new();
            return thread;
        }
    }

    /// <summary>What rested for half a minute has only its hourly limit left, which nothing of ours comes near.</summary>
    private void Forget()
    {
        var now = Now;
        foreach (var (name, thread) in _threads)
            if (thread.Gate.Free == 1 && now - thread.Window.Last > TimeSpan.FromSeconds(30)) _threads.Remove(name);
    }

    private void Leave(long number)
    {
        lock (_lock) _window.Move(number, Now);
    }

    /// <summary>
    /// The turn of a post, with the requests that it takes. Each counts from when it leaves: that may be a while after its turn came, and Teams counts it later
    /// still.
    /// </summary>
    public sealed class Pass(TenantPace pace, long first, int requests)
    {
        private int _left;

        /// <summary>The next request leaves now.</summary>
        public void Leave()
        {
            if (_left < requests) pace.Leave(first + _left++);
        }
    }

    private sealed class Thread
    {
        private static readonly (int, TimeSpan)[] Limits =
            [(7, TimeSpan.FromSeconds(1.02)), (8, TimeSpan.FromSeconds(2.02)), (60, TimeSpan.FromSeconds(30.1)),
                (1_800, TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1))];

        public ConcurrencyLimit Gate { get; } = new(1);

        public RateWindow Window { get; } = new(Limits);
    }
}
