using System.Runtime.ExceptionServices;
using TeamsCommunityBot.Schedule.Tenants;

namespace TeamsCommunityBot.Schedule.Sending;

/// <summary>
/// Sends a stream of posts in waves: one batch begins a wave and holds the results that came in since the last. The next wave is begun when the one
/// before has half gone out, so that the pace never waits for the store.
/// </summary>
/// <param name="progress">How far it is, by the ledger.</param>
/// <param name="refused">Hears of what will not arrive.</param>
internal sealed class SweepWaves(TenantOutbox outbox, SweepProgress progress, Func<SweepPost, PostResult.Refused, Task> refused)
{
    /// <summary>
    /// Large enough that a thousand posts cost a twentieth of a transaction each, with all that is around them; small, since what a crash leaves in doubt is
    /// what was sent since the last batch.
    /// </summary>
    private const int MostSize = 48;

    /// <summary>
    /// The waves grow, and until they have grown the next one waits until most of the one before was answered, with whatever: a process that dies again and
    /// again soon after its start repeats little, and a channel that fails holds nobody up.
    /// </summary>
    private const int FirstSize = 8;

    private readonly List<SweepPost> _wave = new(MostSize);
    private readonly Lock _lock = new();
    private volatile ExceptionDispatchInfo? _failure;
    private int _begun;

    /// <summary>How many were begun and have not gone out yet, how many were not answered yet, how many are not over, and who waits for fewer.</summary>
    private int _ahead;
    private int _open;
    private int _onTheWay;
    private TaskCompletionSource? _fewer;

    /// <summary>Of the wave that is begun next: as many as all before it together.</summary>
    private int Size => Math.Clamp(_begun, FirstSize, MostSize);

    public async Task AddAsync(SweepPost post, CancellationToken ct)
    {
        _wave.Add(post);
        if (_wave.Count == Size) await SendAsync(ct);
    }

    /// <summary>Sends what is left, and returns when all of it is final and written down.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (_wave.Count > 0 && _failure is null && !outbox.Stop.IsCancellationRequested) await SendAsync(ct);
        await UntilAsync(() => _onTheWay == 0, ct);
        await outbox.Ledger.FlushAsync(ct);
        _failure?.Throw();
    }

    private async Task SendAsync(CancellationToken ct)
    {
        _failure?.Throw();
        await UntilAsync(() => Size < MostSize ? _open <= Size / 4 : _ahead <= _wave.Count / 2, ct);
        var begun = await outbox.BeginAsync([.. _wave.Select(post => new Intent(post.Row, Fresh(post), post.Post))], ct);
        for (var i = 0; i < begun.Count; i++) await SendAsync(_wave[i], begun[i], ct);
        _begun += _wave.Count;
        _wave.Clear();
    }

    private async Task UntilAsync(Func<bool> areFewEnough, CancellationToken ct)
    {
        while (true)
        {
            Task fewer;
            lock (_lock)
            {
                if (areFewEnough()) return;
                fewer = (_fewer ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            await fewer.WaitAsync(ct);
        }
    }

    private void Count(int ahead = 0, int open = 0, int onTheWay = 0)
    {
        lock (_lock)
        {
            _ahead += ahead;
            _open += open;
            _onTheWay += onTheWay;
            _fewer?.SetResult();
            _fewer = null;
        }
    }

    private async ValueTask SendAsync(SweepPost post, LedgerRow? before, CancellationToken ct)
    {
        var step = outbox.Ledger.Step(progress, post.Place);
        if (before is null && post.Post is { } letter)
        {
            await UntilAsync(() => _onTheWay < outbox.Room(), ct);
            Count(ahead: 1, open: 1, onTheWay: 1);
            _ = SendAsync(post, letter, step);
            return;
        }
        outbox.Ledger.Settle(step);
    }

    private async Task SendAsync(SweepPost post, Post letter, SweepStep step)
    {
        var (hasEntered, isAnswered) = (false, false);
        try
        {
            var watch = new PostProgress(() => { hasEntered = true; Count(ahead: -1); }, () => { isAnswered = true; Count(open: -1); });
            var ended = await outbox.SendAsync(post.Row, letter, post.Note, watch, step, outbox.Stop);
            if (ended.State == PostState.Refused) await refused(post, (PostResult.Refused)ended.ToResult());
        }
        catch (Exception failure)
        {
            // It is in the ledger, begun and not ended: the sweep must not pass over it.
            _failure ??= ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            Count(hasEntered ? 0 : -1, isAnswered ? 0 : -1, onTheWay: -1);
        }
    }

    private LedgerRow Fresh(SweepPost post) => outbox.Row(post.Post is null ? PostState.Skipped : PostState.Intended) with { Note = post.Note };
}
