using System.Diagnostics.Metrics;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// Counts what is asked of the store, for benchmarks and monitoring: the counter <c>storage.operations</c> of the meter
/// <c>TeamsCommunityBot.Storage</c>, by <c>kind</c> (find, query, insert, replace, delete, batch).
/// </summary>
internal static class StorageMeter
{
    public const string Name = "TeamsCommunityBot.Storage";
    public const string Operations = "storage.operations";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Counter = Meter.CreateCounter<long>(Operations, "{operation}", "Operations asked of the store.");

    public static void Count(string kind)
    {
        if (Counter.Enabled)
            Counter.Add(1, new KeyValuePair<string, object?>("kind", kind));
    }
}
