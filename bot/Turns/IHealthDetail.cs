namespace TeamsCommunityBot.Turns;

/// <summary>Says something about a bot that runs, for the log of <c>/health/ready</c>.</summary>
public interface IHealthDetail
{
    /// <summary>What keeps the bot from doing its work, in a sentence without secrets and names; then it is not ready. Null when nothing does.</summary>
    string? Problem => null;

    /// <summary>A sentence for administrators about what needs them, without secrets and names; null when nothing does.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The store did not answer.</exception>
    ValueTask<string?> DetailAsync(CancellationToken ct) => new((string?)null);
}
