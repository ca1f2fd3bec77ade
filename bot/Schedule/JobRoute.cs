namespace TeamsCommunityBot.Schedule;

/// <summary>One line of <c>Routes.Jobs</c>.</summary>
/// <param name="Kind">The word that due lines carry (<c>role.invitation</c>). Stored, so it never changes.</param>
/// <param name="Job">The class that does it; an <see cref="IJob"/> or, for very many posts, an <see cref="ISweep"/>.</param>
/// <param name="Name">What people read of it, in the current language; null for a job that only a test has.</param>
/// <param name="RunsAlone">
/// Whether it waits until nothing else runs in its tenant, and nothing begins beside it: what it takes away must not be written again by what is on its way.
/// </param>
public sealed record JobRoute(string Kind, Type Job, Func<string>? Name = null, bool RunsAlone = false);
