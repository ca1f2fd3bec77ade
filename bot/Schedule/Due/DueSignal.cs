using System.Collections.Concurrent;
using System.Threading.Channels;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Due;

/// <summary>Wakes the scheduler of this process at once.</summary>
internal sealed class DueSignal
{
    private const string Everyone = "*";
    private const string Work = "";

    // What is rung twice before it is heard is heard twice, which costs a look and nothing else.
    private readonly Channel<string> _rings = Channel.CreateUnbounded<string>();

    private readonly Lock _lock = new();
    private int _unanswered;
    private int _heard;
    private TaskCompletionSource? _answered;

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
    public void Ring(string tenantId)
    {
        lock (_lock)
        {
            _unanswered++;
            _rings.Writer.TryWrite(tenantId);
        }
    }

    /// <summary>Time to look at all tenants.</summary>
    public void RingForEveryone() => Ring(Everyone);

    /// <summary>There may be something in the queue, or room for more of it.</summary>
    public void RingForWork() => Ring(Work);

    /// <summary>Waits until somebody rings. Whoever asks has answered what was heard before.</summary>
    /// <returns>The tenants concerned; null for all of them.</returns>
    public async ValueTask<IReadOnlySet<string>?> HearAsync(CancellationToken ct)
    {
        Answer();
        var rings = new List<string> { await _rings.Reader.ReadAsync(ct) };
        while (_rings.Reader.TryRead(out var another)) rings.Add(another);
        _heard = rings.Count;
        if (rings.Contains(Everyone)) return null;
        return rings.Where(ring => ring != Work).ToHashSet();
    }

    /// <summary>Ends when every ring up to now was heard and answered.</summary>
    public Task AnsweredAsync(CancellationToken ct)
    {
        lock (_lock) return _unanswered == 0 ? Task.CompletedTask : (_answered ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(ct);
    }

    private void Answer()
    {
        lock (_lock)
        {
            _unanswered -= _heard;
            _heard = 0;
            if (_unanswered > 0) return;
            _answered?.SetResult();
            _answered = null;
        }
    }
}
