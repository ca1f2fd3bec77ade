using System.Collections.Frozen;

namespace TeamsCommunityBot.Schedule;

/// <summary>Which class does which kind of due line, and what people call it.</summary>
internal sealed class JobTable
{
    private readonly FrozenDictionary<string, JobRoute> _jobs;

    /// <exception cref="ArgumentException">Two lines have one kind: the program must not start.</exception>
    public JobTable(IEnumerable<JobRoute> routes) => _jobs = routes.ToDictionary(route => route.Kind).ToFrozenDictionary();

    /// <summary>Null for a kind that this version does not know.</summary>
    public Type? Find(string kind) => _jobs.GetValueOrDefault(kind)?.Job;

    /// <summary>Whether nothing else may run in the tenant meanwhile.</summary>
    public bool RunsAlone(string kind) => _jobs.GetValueOrDefault(kind) is { RunsAlone: true };

    /// <summary>In the current language; null for a kind that this version does not know.</summary>
    public string? NameOf(string kind) => _jobs.GetValueOrDefault(kind)?.Name?.Invoke();
}
