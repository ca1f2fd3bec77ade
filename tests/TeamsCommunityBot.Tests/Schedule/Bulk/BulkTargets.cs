using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <param name="Number">From 1, in each tenant.</param>
internal sealed record BulkTarget(int Number, Address Channel);

/// <summary>The channels that the bulk sweep posts in: a file of lines, so that another process can read it, and so that nobody holds them all.</summary>
internal sealed class BulkTargets(string file)
{
    public ConcurrentQueue<(string Place, PostResult.Refused Result)> Refused { get; } = [];

    public ConcurrentQueue<DueItem> Finished { get; } = [];

    /// <summary>Adds tenants with so many channels each to a simulated Teams, and writes them down.</summary>
    /// <returns>The tenants' ids.</returns>
    public static IReadOnlyList<string> Write(string file, SimTeams sim, int tenants, int channels)
    {
        using var lines = new StreamWriter(file);
        var ids = new List<string>(tenants);
        for (var i = 1; i <= tenants; i++)
        {
            var tenant = sim.Org.AddTenant($"bulk{i}.example");
            var team = sim.Org.AddTeam(tenant, "Bulk");
            for (var number = 1; number <= channels; number++)
                lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenant.Id}\t{number}\t{sim.ServiceUrl}\t{sim.Org.AddChannel(team, $"Kanaal {number}").Id}"));
            ids.Add(tenant.Id);
        }
        return ids;
    }

    /// <summary>Makes the sweep of these tenants due, as if it had been planned a while ago.</summary>
    public static async Task PlanAsync(IReadOnlyDictionary<string, string?> storage, IEnumerable<string> tenants, string slot, CancellationToken ct)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(storage).Build();
        await using var services = new ServiceCollection().AddStorage(settings).BuildServiceProvider();
        var agenda = new Agenda(services.GetRequiredService<ITable>(), new Earlier(), Options.Create(new ScheduleOptions { Spread = TimeSpan.Zero }), new DueSignal());
        var at = new Earlier().GetUtcNow();
        foreach (var tenant in tenants) await agenda.PlanAsync(new(tenant, BulkSweep.Kind, slot, at), ct);
    }

    public async IAsyncEnumerable<BulkTarget> ReadAsync(string tenantId, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in File.ReadLinesAsync(file, ct))
        {
            var parts = line.Split('\t');
            if (parts[0] == tenantId) yield return new(int.Parse(parts[1], CultureInfo.InvariantCulture), new Address(new(parts[2]), parts[3], "28:bot"));
        }
    }

    /// <summary>A minute ago.</summary>
    private sealed class Earlier : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromMinutes(1);
    }
}
