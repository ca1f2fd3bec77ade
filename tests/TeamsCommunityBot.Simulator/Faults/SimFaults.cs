using System.Collections.Immutable;

namespace TeamsCommunityBot.Simulator;

/// <summary>Which requests a rule is about; what is left null does not matter.</summary>
/// <param name="Conversation">With its thread: that thread alone. Without: everything in the conversation.</param>
/// <param name="Targeted">True: messages for one person alone; false: those for everyone.</param>
public sealed record FaultScope(SimOperation? Operation = null, string? Conversation = null, string? Tenant = null, bool? Targeted = null)
{
    internal bool Covers(SimCall call) =>
        (Operation is null || Operation == call.Operation)
        && (Targeted is null || Targeted == call.IsTargeted)
        && (Tenant is null || string.Equals(Tenant, call.TenantId, StringComparison.OrdinalIgnoreCase))
        && (Conversation is null || (call.ConversationId is { } id && (id == Conversation || SimOrg.WithoutThread(id) == Conversation)));
}

/// <summary>A rule of the fault plan; disposing takes it back.</summary>
public sealed class FaultRule : IDisposable
{
    private readonly SimFaults _plan;
    private long _hits;

    internal FaultRule(SimFaults plan, FaultScope scope, Fault fault, Func<DateTimeOffset, bool> applies) =>
        (_plan, Scope, Fault, Applies) = (plan, scope, fault, applies);

    /// <summary>How many requests it hit.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    internal FaultScope Scope { get; }

    internal Fault Fault { get; }

    internal Func<DateTimeOffset, bool> Applies { get; }

    public void Dispose() => _plan.Remove(this);

    internal void Hit() => Interlocked.Increment(ref _hits);
}

/// <summary>The fault plan. The first rule that covers a request and still applies decides; an empty plan costs nothing.</summary>
public sealed class SimFaults
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private ImmutableList<FaultRule> _rules = [];

    internal SimFaults(TimeProvider clock) => _clock = clock;

    /// <summary>The next so many requests.</summary>
    public FaultRule Next(int count, Fault fault, FaultScope? scope = null)
    {
        var left = count;
        return Add(fault, scope, _ => left > 0 && left-- > 0);
    }

    /// <summary>Every request from now until the span is over.</summary>
    public FaultRule During(TimeSpan span, Fault fault, FaultScope? scope = null)
    {
        var until = _clock.GetUtcNow() + span;
        return Add(fault, scope, now => now < until);
    }

    /// <summary>Every request until the rule is taken back.</summary>
    public FaultRule Always(Fault fault, FaultScope? scope = null) => Add(fault, scope, _ => true);

    /// <summary>A share of the requests, chosen by a seeded generator: 0.05 is one in twenty.</summary>
    public FaultRule Share(double share, int seed, Fault fault, FaultScope? scope = null)
    {
        var random = new Random(seed);
        return Add(fault, scope, _ => random.NextDouble() < share);
    }

    /// <summary>As <see cref="During"/>, and before the rules that are there already.</summary>
    public FaultRule Before(Fault fault, FaultScope? scope, TimeSpan span)
    {
        var until = _clock.GetUtcNow() + span;
        var rule = new FaultRule(this, scope ?? new FaultScope(), fault, now => now < until);
        lock (_lock)
            _rules = _rules.Insert(0, rule);
        return rule;
    }

    /// <summary>Takes back every rule.</summary>
    public void Clear()
    {
        lock (_lock)
            _rules = [];
    }

    internal void Remove(FaultRule rule)
    {
        lock (_lock)
            _rules = _rules.Remove(rule);
    }

    internal Fault? Take(SimCall call)
    {
        if (_rules.IsEmpty)
            return null;
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            var rule = _rules.Find(rule => rule.Scope.Covers(call) && rule.Applies(now));
            rule?.Hit();
            return rule?.Fault;
        }
    }

    private FaultRule Add(Fault fault, FaultScope? scope, Func<DateTimeOffset, bool> applies)
    {
        var rule = new FaultRule(this, scope ?? new FaultScope(), fault, applies);
        lock (_lock)
            _rules = _rules.Add(rule);
        return rule;
    }
}
