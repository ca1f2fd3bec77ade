using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

/// <summary>Sums up what the counters of one program count from now on.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly ConcurrentQueue<(string Name, string? Status, long Value)> _counts = [];
    private readonly MeterListener _listener = new();

    public MeterReader(IMeterFactory scope)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, scope)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.Enqueue((instrument.Name, tags.Length > 0 ? tags[0].Value as string : null, value)));
        _listener.Start();
    }

    public long Sum(string name, string? status) => _counts.Where(count => count.Name == name && count.Status == status).Sum(count => count.Value);

    public void Dispose() => _listener.Dispose();
}
