using System.Collections;
using System.Collections.Concurrent;

namespace TeamsCommunityBot.Simulator;

/// <summary>Every request, oldest first, up to <see cref="SimOptions.RecordAtMost"/>. Enumerating sees a moment's picture.</summary>
public sealed class SimRequests : IEnumerable<SimRequest>
{
    private readonly ConcurrentQueue<SimRequest> _requests = [];
    private readonly int _most;

    internal SimRequests(int most) => _most = most;

    public int Count => _requests.Count;

    /// <summary>The requests of the connector: what the bot said and asked in Teams.</summary>
    public IEnumerable<SimRequest> ToConnector => this.Where(request => request.Operation is >= SimOperation.Send and <= SimOperation.TeamChannels);

    public IEnumerable<SimRequest> ToGraph => this.Where(request => request.Operation >= SimOperation.GraphTeamMembers);

    public void Clear() => _requests.Clear();

    public IEnumerator<SimRequest> GetEnumerator() => _requests.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(SimRequest request)
    {
        _requests.Enqueue(request);
        while (_requests.Count > _most)
            _requests.TryDequeue(out _);
    }
}
