using System.Threading.Channels;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>Wakes the scheduler of this process at once.</summary>
internal sealed class DueSignal(TimeProvider clock)
{
    /// <summary>More tenants than this that nobody has looked at yet are all tenants. So it stays small also where this process runs no scheduler.</summary>
    private const int MostTenants = 10_000;

    /// <summary>From so many on, lines whose time of grace is over anyway are forgotten before another is remembered.</summary>
    private const int ManyLines = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, DateTimeOffset> _released = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private HashSet<string> _tenants = [];
    private bool _isForEveryone;
    private bool _isBeingAnswered;

    /// <summary>Whether somebody rang and was not answered yet.</summary>
    public bool IsRinging { get { lock (_lock) return _isForEveryone || _tenants.Count > 0 || _isBeingAnswered; } }

    /// <summary>The truth behind a line is written: it may run before its time of grace is over.</summary>
    public void Release(string tenantId, Key line)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_released.Count >= ManyLines)
                foreach (var (old, at) in _released)
                    if (now - at >= Agenda.Grace) _released.Remove(old);
            _released[line] = now;
        }
        Ring(tenantId);
    }

    /// <summary>Whether the line was released lately; one that stands there longer may run in any case.</summary>
    public bool IsReleased(Key line)
    {
        lock (_lock) return _released.ContainsKey(line);
    }

    /// <summary>The line was done.</summary>
    public void Forget(Key line)
    {
        lock (_lock) _released.Remove(line);
    }

    /// <summary>Something of this tenant is due.</summary>
    public void Ring(string tenantId)
    {
        lock (_lock)
            if (_tenants.Count < MostTenants) _tenants.Add(tenantId);
            else _isForEveryone = true;
        _bell.Writer.TryWrite(true);
    }

    /// <summary>Time to look at all tenants.</summary>
    public void RingForEveryone()
    {
        lock (_lock) _isForEveryone = true;
        _bell.Writer.TryWrite(true);
    }

    /// <summary>Waits until somebody rings. Whoever asks has answered what was heard before.</summary>
    public async ValueTask<DueRings> HearAsync(CancellationToken ct)
    {
        lock (_lock) _isBeingAnswered = false;
        await _bell.Reader.ReadAsync(ct);
        lock (_lock)
        {
            var rings = new DueRings(_tenants, _isForEveryone);
            (_tenants, _isForEveryone, _isBeingAnswered) = ([], false, true);
            return rings;
        }
    }
}

/// <summary>Who rang since the last time.</summary>
/// <param name="Tenants">Something is due in each of these, for sure: this process planned it.</param>
/// <param name="IsForEveryone">And it is time to look at all tenants.</param>
internal sealed record DueRings(IReadOnlySet<string> Tenants, bool IsForEveryone);
