namespace TeamsCommunityBot.Domain;

/// <summary>The rules about what a community wants to reach; pure.</summary>
public sealed partial record Community
{
    /// <summary>More than this is no choice any more, and no card shows them.</summary>
    public const int MostTargets = 5;

    /// <summary>Rows from before there were targets have none.</summary>
    public TargetList Targets { get => field ?? TargetList.None; init; }

    /// <summary>Why it begins without one; null where nobody said so.</summary>
    public NoTarget? WithoutTarget { get; init; }

    /// <summary>
    /// It was registered before its first day, and so leaves the preparation with a target or a reason. False for what had begun by then, and in rows from
    /// before there were targets.
    /// </summary>
    public bool AsksTarget { get; init; }

    /// <summary>Whether the preparation goes on, past the first day too, until there is a target or a reason for none.</summary>
    public bool AwaitsTarget => AsksTarget && WithoutTarget is null && Targets.Open.Count == 0;

    /// <summary>The phase on a day. Known of an <see cref="Outline"/> as well.</summary>
    public PhaseClock PhaseOn(DateOnly today) => AwaitsTarget ? new(Phase.Preparation, 0) : PhaseClock.On(today, StartDate);

    /// <summary>Whether a target lags behind, where that counts: in the start phase effort does. Known of an <see cref="Outline"/> as well.</summary>
    public bool IsBehindPace(DateOnly today) =>
        PhaseOn(today).Phase > Phase.Start && Targets.Open.Any(target => target.PaceOn(today, StartDate).IsBehind);

    /// <summary>A lead sets a target.</summary>
    /// <param name="id">The same when the form arrives twice: then it is there already.</param>
    public TargetOutcome SetTarget(string id, TargetPlan plan, Person by, DateTimeOffset at)
    {
        var today = Today(at);
        if (Targets.All.FirstOrDefault(target => target.Id == id) is { } there) return new TargetOutcome.AsItWas(there);
        if (Targets.Open.Count >= MostTargets) return new TargetOutcome.Refused(TargetRefusal.TooMany);
        if (plan.Problems(today).Count > 0) return new TargetOutcome.Refused(TargetRefusal.NotSound);
        var target = new Target
        {
            Id = id,
            Metric = plan.Metric,
            Name = plan.Name,
            Baseline = plan.Baseline!.Value,
            Number = plan.Number!.Value,
            From = today,
            Deadline = plan.Deadline!.Value,
            Owner = plan.Owner,
            Value = plan.Baseline.Value,
            CountedOn = today,
            ChangedBy = by,
            ChangedAt = at,
        };
        return ChangeTo(target, TargetDeed.Set, at);
    }

    /// <summary>A lead changes a target; asking less, or later, needs a reason.</summary>
    /// <param name="revision">The one that the lead saw.</param>
    public TargetOutcome ChangeTarget(string id, int revision, TargetPlan plan, string reason, Person by, DateTimeOffset at)
    {
        if (OpenTarget(id) is not { } target) return new TargetOutcome.Refused(TargetRefusal.Outdated);
        if (plan.Problems(Today(at), target).Count > 0) return new TargetOutcome.Refused(TargetRefusal.NotSound);
        var after = AsPlanned(target, plan);
        if (after == target) return new TargetOutcome.AsItWas(target);
        if (target.Revision != revision) return new TargetOutcome.Refused(TargetRefusal.Outdated);
        var eases = plan.Eases(target);
        if (eases && reason.Length == 0) return new TargetOutcome.Refused(TargetRefusal.ReasonMissing);
        return ChangeTo(target.Changed(after, by, at), eases ? TargetDeed.Eased : TargetDeed.Changed, at, reason);
    }

    /// <summary>A lead lets a target go, and says why.</summary>
    public TargetOutcome RemoveTarget(string id, int revision, string reason, Person by, DateTimeOffset at)
    {
        if (OpenTarget(id) is not { } target || target.Revision != revision) return new TargetOutcome.Refused(TargetRefusal.Outdated);
        if (reason.Length == 0) return new TargetOutcome.Refused(TargetRefusal.ReasonMissing);
        var removed = ChangeTo(target.Changed(target with { IsRemoved = true }, by, at), TargetDeed.Removed, at, reason);
        // Whoever began does not go back to the preparation: why there is none any more stands in its place.
        return removed.After.Targets.Open.Count > 0 ? removed : removed with { After = removed.After with { WithoutTarget = new(reason, by, at) } };
    }

    /// <summary>Somebody counted: an older card does as well, for the number is of now.</summary>
    public TargetOutcome CountTarget(string id, decimal value, Person by, DateTimeOffset at)
    {
        if (OpenTarget(id) is not { } target) return new TargetOutcome.Refused(TargetRefusal.Outdated);
        if (target.IsLogged) return new TargetOutcome.Refused(TargetRefusal.IsLogged);
        if (!TargetPlan.IsCount(target.Metric, value)) return new TargetOutcome.Refused(TargetRefusal.NotSound);
        var after = target with { Value = value, CountedOn = Today(at) };
        return after == target ? new TargetOutcome.AsItWas(target) : ChangeTo(target.Changed(after, by, at), TargetDeed.Counted, at);
    }

    /// <summary>Whoever changed a target last takes that back, within a day. What was just set is gone by it.</summary>
    public TargetOutcome UndoTarget(string id, int revision, Person by, DateTimeOffset at)
    {
        var target = Targets.All.FirstOrDefault(target => target.Id == id);
        if (target is null || target.Revision != revision || !target.MayUndo(by, at)) return new TargetOutcome.Refused(TargetRefusal.CannotUndo);
        if (target.Before is not { } before)
            return target.Revision == 1
                ? new TargetOutcome.Changed(With(Targets.Without(id)), TargetDeed.Undone, target with { IsRemoved = true })
                : new TargetOutcome.Refused(TargetRefusal.CannotUndo);
        // Meanwhile others may have been set in its place.
        if (target.IsRemoved && Targets.Open.Count >= MostTargets) return new TargetOutcome.Refused(TargetRefusal.TooMany);
        return ChangeTo(before with { Revision = target.Revision + 1, ChangedBy = by, ChangedAt = at }, TargetDeed.Undone, at);
    }

    /// <summary>A lead says why the community begins without a target.</summary>
    public TargetOutcome BeginWithoutTarget(string reason, Person by, DateTimeOffset at)
    {
        if (reason.Length == 0) return new TargetOutcome.Refused(TargetRefusal.ReasonMissing);
        if (WithoutTarget?.Reason == reason) return new TargetOutcome.AsItWas(null);
        return new TargetOutcome.Changed(this with { WithoutTarget = new(reason, by, at) }, TargetDeed.BegunWithout, null, reason);
    }

    /// <summary>What was logged changed: the targets that count it say so.</summary>
    /// <param name="counted">What was logged since a target was set, up to its deadline; null for a target that it does not count.</param>
    public Community WithLogged(Func<Target, decimal?> counted, DateOnly today) => With(Targets.Select(target =>
        counted(target) is { } logged && target.Value != target.Baseline + logged
            ? target with { Value = target.Baseline + logged, CountedOn = today } : target));

    private static Target AsPlanned(Target target, TargetPlan plan)
    {
        var baseline = plan.Baseline!.Value;
        var isUncounted = target.Value == target.Baseline && target.CountedOn == target.From;
        return target with
        {
            Name = plan.Name,
            Baseline = baseline,
            Number = plan.Number!.Value,
            Deadline = plan.Deadline!.Value,
            Owner = plan.Owner,
            Value = target.IsLogged || isUncounted ? target.Value - target.Baseline + baseline : target.Value,
        };
    }

    private Target? OpenTarget(string id) => Targets.Open.FirstOrDefault(target => target.Id == id);

    private TargetOutcome.Changed ChangeTo(Target target, TargetDeed deed, DateTimeOffset at, string reason = "") =>
        new(With(Targets.With(target, at)), deed, target, reason);

    private Community With(TargetList targets) => targets == Targets ? this : this with { Targets = targets };
}
