using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <summary>Counts what this process asks of the store.</summary>
internal sealed class OperationCounts : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = [];
    private readonly MeterListener _listener = new();

    public OperationCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StorageMeter.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _counts.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        _listener.Start();
    }

    /// <summary>A kind, a tab and a number each.</summary>
    public IEnumerable<string> Lines => _counts.Select(kind => $"{kind.Key}\t{kind.Value}");

    public void Dispose() => _listener.Dispose();
}
