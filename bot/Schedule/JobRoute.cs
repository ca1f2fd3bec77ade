using System.Collections.Frozen;

namespace TeamsCommunityBot.Schedule;

/// <summary>One line of <c>Routes.Jobs</c>.</summary>
/// <param name="Kind">The word that due lines carry (<c>role.invitation</c>). Stored, so it never changes.</param>
/// <param name="Job">The class that does it; an <see cref="IJob"/> or, for very many posts, an <see cref="ISweep"/>.</param>
/// <param name="Name">What people read of it, in the current language; null for a job that only a test has.</param>
public sealed record JobRoute(string Kind, Type Job, Func<string>? Name = null);

/// <summary>Which class does which kind of due line, and what people call it.</summary>
internal sealed class JobTable
{
    private readonly FrozenDictionary<string, JobRoute> _jobs;

    /// <exception cref="ArgumentException">Two lines have one kind: the program must not start.</exception>
    public JobTable(IEnumerable<JobRoute> routes) => _jobs = routes.ToDictionary(route => route.Kind).ToFrozenDictionary();

    /// <summary>Null for a kind that this version does not know.</summary>
    public Type? Find(string kind) => _jobs.GetValueOrDefault(kind)?.Job;

    /// <summary>In the current language; null for a kind that this version does not know.</summary>
    public string? NameOf(string kind) => _jobs.GetValueOrDefault(kind)?.Name?.Invoke();
}
