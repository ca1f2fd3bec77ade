using System.Diagnostics.CodeAnalysis;

namespace TeamsCommunityBot.Storage;

/// <summary>So many may be inside at once; who waits comes in in the order of asking.</summary>
[SuppressMessage("Design", "CA1001", Justification =
    "A SemaphoreSlim holds nothing to give back unless its wait handle is asked for, which cannot be done here.")]
internal sealed class ConcurrencyLimit(int count)
{
    private readonly SemaphoreSlim _free = new(count);

    public int Free => _free.CurrentCount;

    public Task EnterAsync(CancellationToken ct) => _free.WaitAsync(ct);

    public bool TryEnter() => _free.Wait(TimeSpan.Zero);

    public void Leave() => _free.Release();
}
