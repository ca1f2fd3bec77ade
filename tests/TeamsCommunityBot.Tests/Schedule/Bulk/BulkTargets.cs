using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <param name="Number">From 1, in each tenant.</param>
internal sealed record BulkTarget(int Number, Address Channel, string TeamId);

/// <summary>
/// The channels that the bulk sweep posts in: a file for each tenant, so that another process can read it, and so that nobody holds them all.
/// </summary>
internal sealed class BulkTargets(string folder)
{
    public ConcurrentQueue<(string Place, PostResult.Refused Result)> Refused { get; } = [];

    public ConcurrentQueue<DueItem> Finished { get; } = [];

    /// <summary>Adds tenants with so many channels each to a simulated Teams, and writes them down.</summary>
    /// <param name="inOwnTenant">The first of them is the bot's own, about which alone Graph can be asked.</param>
    /// <returns>The tenants' ids.</returns>
    public static IReadOnlyList<string> Write(string folder, SimTeams sim, int tenants, int channels, bool inOwnTenant = false)
    {
        var ids = new List<string>(tenants);
        for (var i = 1; i <= tenants; i++)
        {
            var tenant = inOwnTenant && i == 1 ? sim.Sample.Tenant : sim.Org.AddTenant($"bulk{i}.example");
            var team = sim.Org.AddTeam(tenant, "Bulk");
            File.WriteAllLines(FileOf(folder, tenant.Id), Enumerable.Range(1, channels)
                .Select(number => $"{sim.ServiceUrl}\t{sim.Org.AddChannel(team, $"Kanaal {number}").Id}\t{team.Id}"));
            ids.Add(tenant.Id);
        }
        return ids;
    }

    /// <summary>Makes the sweep of these tenants due, as if it had been planned a while ago.</summary>
    public static async Task PlanAsync(IReadOnlyDictionary<string, string?> storage, IEnumerable<string> tenants, string slot, CancellationToken ct)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(storage).Build();
        await using var services = new ServiceCollection().AddStorage(settings).BuildServiceProvider();
        var (table, options) = (services.GetRequiredService<ITable>(), Options.Create(new ScheduleOptions { Spread = TimeSpan.Zero }));
        var index = new DueIndex(table, new Earlier(), options, NullLogger<DueIndex>.Instance);
        var agenda = new Agenda(table, index, new Earlier(), options, new DueSignal(new Earlier()));
        var at = new Earlier().GetUtcNow();
        foreach (var tenant in tenants) await agenda.PlanAsync(new(tenant, BulkSweep.Kind, slot, at), ct);
    }

    public async IAsyncEnumerable<BulkTarget> ReadAsync(string tenantId, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(FileOf(folder, tenantId), ct))
            yield return line.Split('\t') is [var service, var channel, var team]
                ? new(++number, new Address(new(service), channel, "28:bot"), team) : throw new FormatException(line);
    }

    private static string FileOf(string folder, string tenantId) => Path.Combine(folder, $"{tenantId}.tsv");

    /// <summary>A minute ago.</summary>
    private sealed class Earlier : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromMinutes(1);
    }
}
