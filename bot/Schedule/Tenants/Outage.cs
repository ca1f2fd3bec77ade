using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>A store that does not answer.</summary>
internal static class Outage
{
    /// <summary>Asks again after a pause for as long as the store does not answer.</summary>
    /// <param name="most">So many times.</param>
    /// <param name="stop">From then on once more and no further.</param>
    /// <exception cref="StorageUnavailableException">It did not answer the last time either.</exception>
    public static async Task OutlastAsync(Func<ValueTask> ask, TimeSpan pause, TimeProvider clock, CancellationToken stop, int most = int.MaxValue)
    {
        for (var times = 1; ; times++)
        {
            try
            {
                await ask();
                return;
            }
            catch (StorageUnavailableException) when (times < most && !stop.IsCancellationRequested)
            {
                await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
