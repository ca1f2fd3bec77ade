namespace TeamsCommunityBot.Schedule.Tenants;

/// <summary>How far a sweep is, in the order of its stream. The ledger's own: read and changed under its lock alone.</summary>
/// <param name="begin">Where it goes on; null at the start.</param>
internal sealed class SweepProgress(string? begin)
{
    /// <summary>What was begun and is not over, behind it what is over and must wait for that.</summary>
    private readonly Queue<SweepStep> _steps = new();

    /// <summary>Everything up to this place is final.</summary>
    public string? Reached { get; private set; } = begin;

    public SweepStep Begin(string place)
    {
        var step = new SweepStep(this, place);
        _steps.Enqueue(step);
        return step;
    }

    public void Advance()
    {
        while (_steps.TryPeek(out var first) && first.IsOver) Reached = _steps.Dequeue().Place;
    }
}

/// <summary>One post of a sweep, on its way.</summary>
internal sealed class SweepStep(SweepProgress sweep, string place)
{
    public string Place => place;

    public bool IsOver { get; private set; }

    public void End()
    {
        IsOver = true;
        sweep.Advance();
    }
}
