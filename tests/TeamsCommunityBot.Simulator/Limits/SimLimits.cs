namespace TeamsCommunityBot.Simulator;

/// <summary>
/// The published limits of one bot: per conversation (7 sends in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour; reading members twice that in
/// the short spans) and 50 calls a second per tenant. What goes over is answered 429 with Retry-After, takes no effect and is not counted.
/// </summary>
public sealed class SimLimits
{
    private static readonly RateLimit[] Sends = [new(7, 1), new(8, 2), new(60, 30), new(1800, 3600)];
    private static readonly RateLimit[] Reads = [new(14, 1), new(16, 2), new(120, 30), new(3600, 3600)];
    private static readonly RateLimit[] Tenant = [new(50, 1)];
    private readonly Lock _lock = new();
    private readonly Dictionary<(LimitKind, string), SlidingWindow> _windows = [];
    private readonly TimeProvider _clock;
    private long _refused;

    internal SimLimits(TimeProvider clock) => _clock = clock;

    public bool Enabled { get; set; }

    /// <summary>How many calls were answered 429.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Counts a call; null when it may pass, else how long to wait.</summary>
    internal TimeSpan? Refuses(SimCall call, SimConversation conversation, int weight)
    {
        if (!Enabled)
            return null;
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            var thread = Kind(call.Operation) is { } kind ? Window(kind, conversation.Id) : null;
            var tenant = Window(LimitKind.Tenant, conversation.Tenant.Id);
            var wait = tenant.Wait(now, weight);
            if (thread?.Wait(now, weight) is { } longer && longer > wait)
                wait = longer;
            if (wait > TimeSpan.Zero)
            {
                _refused++;
                return wait;
            }
            thread?.Use(now, weight);
            tenant.Use(now, weight);
            return null;
        }
    }

    private static LimitKind? Kind(SimOperation operation) => operation switch
    {
        SimOperation.Send or SimOperation.Reply => LimitKind.Send,
        SimOperation.CreateConversation => LimitKind.Create,
        SimOperation.Members or SimOperation.Member or SimOperation.PagedMembers => LimitKind.Members,
        SimOperation.Team or SimOperation.TeamChannels => LimitKind.Conversations,
        _ => null,
    };

    private SlidingWindow Window(LimitKind kind, string id)
    {
        if (_windows.TryGetValue((kind, id), out var window))
            return window;
        var limits = kind switch { LimitKind.Tenant => Tenant, LimitKind.Send or LimitKind.Create => Sends, _ => Reads };
        return _windows[(kind, id)] = new SlidingWindow(limits);
    }

    private enum LimitKind { Tenant, Send, Create, Members, Conversations }
}
