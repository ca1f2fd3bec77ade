using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What one slice does when a person is erased, and when what it holds of people is too old to matter. Listed in <c>Routes.Erasers</c>, in the order in which
/// they run. What happened stays, whom it was is gone. All of it may run again after a crash, and finds what is left.
/// </summary>
internal interface IEraser
{
    /// <summary>Before anything is erased, where it is the person's own wish: lays down what they have in a community.</summary>
    /// <returns>False: somebody has to take over first.</returns>
    ValueTask<bool> LayDownAsync(Turn turn, Community community, CancellationToken ct) => ValueTask.FromResult(true);

    /// <summary>Erases the person from a community of the tenant, be it registered or not any more.</summary>
    ValueTask EraseAsync(string tenantId, string channelId, string personId, DateTimeOffset at, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>Erases the person from what is kept for the whole tenant. Comes after all communities.</summary>
    ValueTask EraseAsync(string tenantId, string personId, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>Once a month: takes away what a community of the tenant holds of people beyond its term.</summary>
    ValueTask ExpireAsync(string tenantId, string channelId, DateTimeOffset now, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>The same for what is kept for the whole tenant.</summary>
    ValueTask ExpireAsync(string tenantId, DateTimeOffset now, CancellationToken ct) => ValueTask.CompletedTask;
}
