namespace TeamsCommunityBot.Storage;

/// <summary>Whether the store can be read and written, for <c>/health/ready</c> and <c>/community doctor</c>.</summary>
public interface IStorageHealth
{
    /// <summary>Null when fine, else a sentence for administrators: what is wrong and what to do, without secrets. Never throws but for cancellation.</summary>
    ValueTask<string?> ProblemAsync(CancellationToken ct);
}
