using System.Collections.Concurrent;

namespace TeamsCommunityBot.People;

/// <summary>One question at a time: whoever asks the same while it is on its way gets the same answer.</summary>
internal sealed class InFlight<TQuestion, TAnswer>
    where TQuestion : notnull
{
    private readonly ConcurrentDictionary<TQuestion, Lazy<Task<TAnswer>>> _asked = [];

    /// <param name="ask">Ends by itself: it goes on for the others when one of those who asked gives up.</param>
    /// <param name="ct">Ends the waiting of this one.</param>
    public Task<TAnswer> AskAsync(TQuestion question, Func<Task<TAnswer>> ask, CancellationToken ct) =>
        _asked.GetOrAdd(question, _ => new(() => RunAsync(question, ask))).Value.WaitAsync(ct);

    private async Task<TAnswer> RunAsync(TQuestion question, Func<Task<TAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        finally
        {
            _asked.TryRemove(question, out _);
        }
    }
}
