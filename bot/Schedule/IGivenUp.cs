namespace TeamsCommunityBot.Schedule;

/// <summary>Work of one tenant that failed too often and lies aside until somebody puts it back. Says nothing about anybody.</summary>
public interface IGivenUp
{
    /// <summary>What lies there of a tenant.</summary>
    ValueTask<GivenUpWork> ReadAsync(string tenantId, CancellationToken ct);

    /// <summary>Puts back what is a tenant's own, and says how much that was.</summary>
    ValueTask<int> RetryAsync(string tenantId, CancellationToken ct);
}

/// <param name="Items">What there is, oldest first.</param>
public sealed record GivenUpWork(IReadOnlyList<GivenUpItem> Items);

/// <param name="Kind">Which job, by its word in <c>Routes</c>; null when all that was due in the tenant was given up together.</param>
/// <param name="Error">The class of the last failure.</param>
public sealed record GivenUpItem(string? Kind, string Error);
