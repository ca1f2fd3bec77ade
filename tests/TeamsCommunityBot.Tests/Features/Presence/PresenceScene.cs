using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Presence;

/// <summary>A story with a clock, a level of Graph, roles that are given, and nights that pass.</summary>
internal sealed class PresenceScene : IAsyncDisposable
{
    /// <summary>A Monday, late in the morning in Amsterdam.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private PresenceScene(Story story) => Story = story;

    public Story Story { get; }

    public SimSample Org => Story.Org;

    public DateTimeOffset Now => Story.Sim.Clock.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts with the community of the sample's channel, registered by Anna.</summary>
    /// <param name="azurite">Where its rows are; null: in a SQLite file.</param>
    public static async Task<PresenceScene> StartAsync(int level, SimChannel? channel = null, Azurite? azurite = null)
    {
        var settings = azurite is null ? [] : await azurite.SettingsAsync();
        foreach (var (key, value) in SettingsFor(level)) settings[key] = value;
        var night = new PresenceScene(await Story.StartAsync(settings, new FakeTimeProvider(Begin)));
        await night.Story.RegistersAsync(night.Org.Anna, channel ?? night.Org.Channel);
        return night;
    }

    public static Dictionary<string, string?> SettingsFor(int level) => new() { ["Graph:Level"] = level.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Until the next morning: the night's round is over. A request that was cut off by the leap of the clock has been asked again by then.</summary>
    public async Task PassAsync()
    {
        await Story.LaterAsync(TimeSpan.FromHours(24));
        await Story.LaterAsync(TimeSpan.FromMinutes(20));
    }

    /// <summary>The same with a look every quarter of an hour from three on, for what waits and tries again in the night.</summary>
    public async Task PassSlowlyAsync()
    {
        await Story.LaterAsync(TimeSpan.FromHours(16));
        for (var i = 0; i < 32; i++) await Story.LaterAsync(TimeSpan.FromMinutes(15));
    }

    /// <summary>Somebody takes a role, of their own accord.</summary>
    public Task TakesAsync(SimPerson who, Role role, SimChannel? channel = null) =>
        ChangeAsync(channel, community => community.Invite(role, PersonOf(who), PersonOf(who), until: null, thirdRole: false, Now));

    /// <summary>Somebody says yes to stepping in.</summary>
    public Task BacksAsync(SimPerson who, Role role) => ChangeAsync(null, community => community.NameBackup(role, PersonOf(who), PersonOf(who), Now));

    public Task InvitesAsync(SimPerson who, Role role) =>
        ChangeAsync(null, community => community.Invite(role, PersonOf(who), PersonOf(Org.Anna), until: null, thirdRole: false, Now));

    public async Task<Community> CommunityAsync(SimChannel? channel = null)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(Org.Tenant.Id, (channel ?? Org.Channel).Id, Ct);
        return stored!.Community;
    }

    public async Task<RoleSlot> SlotAsync(Role role, SimChannel? channel = null) => (await CommunityAsync(channel)).Roles[role];

    public async Task<PresenceFacts> FactsAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PresenceStore>().FactsAsync(Org.Tenant.Id, Ct);
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        var page = await scope.ServiceProvider.GetRequiredService<AuditStore>().PageAsync(Org.Tenant.Id, Org.Channel.Id, after: null, 20, Ct);
        return [.. page.Entries.Select(read => read.Entry)];
    }

    public async Task<string> DoctorAsync(SimPerson? who = null, SimConversation? where = null) =>
        (await Story.AsksAsync(who ?? Org.Anna, where ?? Org.Channel, "dokter")).Card!.Words();

    public int Asked(SimOperation operation) => Story.Sim.Requests.Count(request => request.Operation == operation);

    public static Person PersonOf(SimPerson person) => new(person.AadObjectId, person.Address, person.Name);

    public ValueTask DisposeAsync() => Story.DisposeAsync();

    private async Task ChangeAsync(SimChannel? channel, Func<Community, RoleOutcome> rule)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var roles = scope.ServiceProvider.GetRequiredService<RoleChanges>();
        Assert.IsType<RoleOutcome.Changed>(await roles.ChangeAsync(Org.Tenant.Id, (channel ?? Org.Channel).Id, rule, Now, Ct));
    }
}
