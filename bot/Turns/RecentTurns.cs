using System.Collections.Concurrent;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// The turns this process marked lately, so that a redelivery costs no storage operation. Only a shortcut: the store decides.
/// </summary>
internal sealed class RecentTurns(int capacity = 20_000)
{
    private readonly ConcurrentDictionary<string, byte> _names = new();
    private readonly ConcurrentQueue<string> _order = new();

    public bool Holds(string name) => _names.ContainsKey(name);

    public void Add(string name)
    {
        if (!_names.TryAdd(name, 0)) return;
        _order.Enqueue(name);
        while (_names.Count > capacity && _order.TryDequeue(out var oldest)) _names.TryRemove(oldest, out _);
    }
}
