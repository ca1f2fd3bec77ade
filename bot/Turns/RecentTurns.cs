using System.Collections.Concurrent;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// The turns this process marked lately, so that a redelivery costs no storage operation. Only a shortcut: the store decides.
/// </summary>
internal sealed class RecentTurns(int capacity = 20_000)
{
    private readonly ConcurrentDictionary<string, byte> _names = new();
    private readonly ConcurrentQueue<string> _order = new();

    // The dictionary's own count would take all of its locks.
    private int _count;

    public bool Holds(string name) => _names.ContainsKey(name);

    public void Add(string name)
    {
        if (!_names.TryAdd(name, 0)) return;
        _order.Enqueue(name);
        if (Interlocked.Increment(ref _count) <= capacity || !_order.TryDequeue(out var oldest)) return;
        _names.TryRemove(oldest, out _);
        Interlocked.Decrement(ref _count);
    }
}
