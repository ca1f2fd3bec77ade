namespace TeamsCommunityBot.Storage;

/// <summary>
/// So many may be inside at once, shared out among those they are there for (tenants): whoever waits comes in by turns of these, and not of those who ask
/// most. In the order of asking among their own.
/// </summary>
/// <param name="count">So many are inside at once.</param>
/// <param name="mostWaiting">So many wait; whoever comes after is turned away.</param>
/// <param name="keepsRoom">
/// Nobody holds more places than are free, of those inside as of those to wait in: however many one takes and never gives back, there is always one left for
/// somebody else. For what may hang.
/// </param>
internal sealed class FairLimit(int count, int mostWaiting, bool keepsRoom)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Share> _shares = [];

    /// <summary>Who waits, in the order in which their turn comes.</summary>
    private readonly LinkedList<Share> _turns = new();
    private int _inside;
    private int _waiting;

    /// <summary>How many places are free.</summary>
    public int Free
    {
        get
        {
            lock (_lock) return count - _inside;
        }
    }

    /// <summary>A place for <paramref name="name"/>, at once or by turns; false when too many wait.</summary>
    /// <exception cref="OperationCanceledException">Given up while waiting; no place is held.</exception>
    public async ValueTask<bool> EnterAsync(string name, CancellationToken ct)
    {
        Share share;
        LinkedListNode<TaskCompletionSource> own;
        lock (_lock)
        {
            ct.ThrowIfCancellationRequested();
            share = ShareOf(name);
            if (share.Waiting.Count == 0 && MayEnter(share))
            {
                share.Inside++;
                _inside++;
                return true;
            }
            if (!MayWait(share))
            {
                Forget(share);
                return false;
            }
            own = share.Waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (share.Waiting.Count == 1) _turns.AddLast(share);
            _waiting++;
        }
        await using var giveUp = ct.Register(() => GiveUp(share, own, ct));
        await own.Value.Task;
        return true;
    }

    /// <summary>Gives a place back, to whoever's turn it is.</summary>
    public void Leave(string name)
    {
        lock (_lock)
        {
            var share = _shares[name];
            share.Inside--;
            _inside--;
            Forget(share);
            Admit();
        }
    }

    private bool MayEnter(Share share) => keepsRoom ? share.Inside < count - _inside : _inside < count;

    private bool MayWait(Share share) => keepsRoom ? share.Waiting.Count < mostWaiting - _waiting : _waiting < mostWaiting;

    /// <summary>One round over those who wait: each whose turn it is gets a place, and goes to the end of the row.</summary>
    private void Admit()
    {
        for (var left = _turns.Count; left > 0 && _inside < count; left--)
        {
            var share = _turns.First!.Value;
            _turns.RemoveFirst();
            if (MayEnter(share))
            {
                var first = share.Waiting.First!;
                share.Waiting.RemoveFirst();
                _waiting--;
                share.Inside++;
                _inside++;
                first.Value.SetResult();
            }
            if (share.Waiting.Count > 0) _turns.AddLast(share);
        }
    }

    private void GiveUp(Share share, LinkedListNode<TaskCompletionSource> own, CancellationToken ct)
    {
        lock (_lock)
        {
            // Whoever got a place in this very moment has it.
            if (own.List is null) return;
            share.Waiting.Remove(own);
            _waiting--;
            if (share.Waiting.Count == 0) _turns.Remove(share);
            Forget(share);
        }
        own.Value.SetCanceled(ct);
    }

    private Share ShareOf(string name)
    {
        if (!_shares.TryGetValue(name, out var share)) _shares[name] = share = new(name);
        return share;
    }

    private void Forget(Share share)
    {
        if (share is { Inside: 0, Waiting.Count: 0 }) _shares.Remove(share.Name);
    }

    private sealed class Share(string name)
    {
        public string Name { get; } = name;

        public int Inside { get; set; }

        public LinkedList<TaskCompletionSource> Waiting { get; } = new();
    }
}
