using System.Net;
using TeamsCommunityBot.BotBuilder.Support;
using TeamsCommunityBot.BotBuilder.Tokens;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>
/// Stands where the main tests have the whole bot: the same attacks, put before our boundary and the SDK's. They must agree, but for what
/// <see cref="Stricter"/> lists; what the SDK refuses and ours lets in is a hole, whatever the main tests say of it.
/// </summary>
public sealed class Target : IAsyncLifetime
{
    private Boundary _boundary = null!;

    public SimTeams Sim { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sim = await SimTeams.StartAsync(new SimOptions { Limits = false });
        _boundary = await Boundary.StartAsync(Sim);
    }

    public async ValueTask DisposeAsync()
    {
        await _boundary.DisposeAsync();
        await Sim.DisposeAsync();
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(Draft draft)
    {
        var ours = await CompareAsync(draft);
        return ((HttpStatusCode)ours.Status, ours.Body);
    }

    public async Task RefusesAsync(int status, Action<Draft> attack)
    {
        var draft = new Draft(Sim);
        attack(draft);
        Assert.Equal(status, (await CompareAsync(draft)).Status);
    }

    /// <summary>What happens to the store is the main tests' concern; here it is enough that the verdicts agree.</summary>
    public async Task LeavesAllAsItWasAsync(Func<Task> attack)
    {
        var before = Sim.Requests.ToConnector.Count();
        await attack();
        Assert.Equal(before, Sim.Requests.ToConnector.Count());
    }

    private async Task<Verdict> CompareAsync(Draft draft)
    {
        var ours = await _boundary.OursAsync(draft);
        // Keys are made within the attacks: an adapter of its own has read them all.
        Agreement.Check(ours, await Boundary.SdkAsync(Sdk.Adapter(Sim), draft));
        return ours;
    }
}
