using System.Collections.Concurrent;
using System.Threading.Channels;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule;

/// <summary>Wakes the scheduler of this process at once.</summary>
internal sealed class DueSignal
{
    private const string Everyone = "*";
    private const string Work = "";

    // What is rung twice before it is heard is heard twice, which costs a look and nothing else.
    private readonly Channel<string> _rings = Channel.CreateUnbounded<string>();

    // Lines whose truth is written by now. Only what this process planned for at once; a handful at a time.
    private readonly ConcurrentDictionary<Key, bool> _released = [];

    /// <summary>The truth behind a line is written: it may run before its time of grace is over.</summary>
    public void Release(string tenantId, Key line)
    {
        _released[line] = true;
        Ring(tenantId);
    }

    public bool IsReleased(Key line) => _released.ContainsKey(line);

    /// <summary>The line was done.</summary>
    public void Forget(Key line) => _released.TryRemove(line, out _);

    /// <summary>Something of this tenant is due.</summary>
    public void Ring(string tenantId) => _rings.Writer.TryWrite(tenantId);

    /// <summary>Time to look at all tenants.</summary>
    public void RingForEveryone() => _rings.Writer.TryWrite(Everyone);

    /// <summary>There may be something in the queue, or room for more of it.</summary>
    public void RingForWork() => _rings.Writer.TryWrite(Work);

    /// <summary>Waits until somebody rings.</summary>
    /// <returns>The tenants concerned; null for all of them.</returns>
    public async ValueTask<IReadOnlySet<string>?> HearAsync(CancellationToken ct)
    {
        var heard = new HashSet<string> { await _rings.Reader.ReadAsync(ct) };
        while (_rings.Reader.TryRead(out var another)) heard.Add(another);
        if (heard.Contains(Everyone)) return null;
        heard.Remove(Work);
        return heard;
    }
}
