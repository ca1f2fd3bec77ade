namespace TeamsCommunityBot.Schedule;

/// <summary>
/// What an app may ask and send in a tenant is one number (50 requests a second), so questions of turns and posts of the scheduler are counted together.
/// Kept in this process: the scheduler of a tenant may be in another one.
/// </summary>
public interface ITenantPace
{
    /// <summary>Waits until a question about a tenant's people or places may leave. Somebody waits for its answer, so it goes before posts.</summary>
    Task AskAsync(string tenantId, CancellationToken ct);
}
