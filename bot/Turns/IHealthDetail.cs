namespace TeamsCommunityBot.Turns;

/// <summary>Says something about a bot that runs, for the log of <c>/health/ready</c>.</summary>
public interface IHealthDetail
{
    /// <summary>A sentence for administrators about what needs them, without secrets and names; null when nothing does.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The store did not answer.</exception>
    ValueTask<string?> DetailAsync(CancellationToken ct);
}
