using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Benchmarks.Servers;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>
/// A night's question who is still here, in a large organisation at level 2: the bot's own job, step by step without the pauses between them, on SQLite,
/// against Teams and Graph in another process.
/// </summary>
internal sealed class ReconcileRun(Report report)
{
    /// <summary>What Graph answers of Teams a second, for one app in one tenant.</summary>
    private const double GraphPerSecond = 60;

    public async Task RunAsync()
    {
        Console.Error.WriteLine("reconcile");
        var folder = Directory.CreateTempSubdirectory("community-bot-");
        await using (var organisation = await Organisation.StartAsync(folder.FullName))
        {
            await using var bot = Startup.Build(
            [
                "--environment=Production", "--Graph:Level=2", "--Schedule:Enabled=false", $"--Storage:Sqlite={Path.Combine(folder.FullName, "community.db")}",
                .. organisation.Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
            ]);
            foreach (var community in organisation.Communities) await InScopeAsync(bot, services => SeedAsync(services, community));
            await organisation.SayAsync("count");
            var first = await NightAsync(bot, organisation, "the first night: every account is told once");
            await organisation.SayAsync("leave");
            var leavers = await NightAsync(bot, organisation, $"the night after {OrganisationServer.Leavers} holders left");
            var quiet = await NightAsync(bot, organisation, "a night after nothing happened");
            var vacated = await VacatedAsync(bot, organisation);
            if (vacated != OrganisationServer.Leavers) throw new BenchmarkException($"{vacated} roles fell empty, not {OrganisationServer.Leavers}.");
            report.Add(
                "Who is still here",
                $"{OrganisationServer.Teams:N0} communities, each a team of {OrganisationServer.PeopleInTeam}, with three holders; level 2. All "
                    + $"{OrganisationServer.Leavers} roles fell empty, and no other. Graph answers {GraphPerSecond} questions a second and tenant, which is "
                    + $"the floor; the bot takes {MemberRound.Step} communities a tick of the scheduler.",
                [["", "steps", "Graph requests", "questions in them", "of accounts", "floor s", "busy s", "connector requests", "table operations",
                    "memory MiB more"], first, leavers, quiet]);
        }
        folder.Delete(recursive: true);
    }

    private static async Task<string[]> NightAsync(WebApplication bot, Organisation organisation, string name)
    {
        var operations = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument,
            listener) =>
            { if (instrument.Name == "storage.operations") listener.EnableMeasurementEvents(instrument); }
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref operations, count));
        listener.Start();
        var (memory, peak, begin, steps) = (Environment.WorkingSet, 0L, Stopwatch.GetTimestamp(), 0);
        var tenant = organisation.Communities[0].TenantId;
        for (var line = new DueItem(tenant, PresenceStore.ReconcileJob, PresenceStore.Night, TimeProvider.System.GetUtcNow()); line is not null; steps++)
        {
            line = await InScopeAsync(bot, services => NextAsync(services, line));
            peak = Math.Max(peak, Environment.WorkingSet);
        }
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var asked = (await organisation.SayAsync("count")).Split(' ');
        return
        [
            name, Text(steps), asked[0], asked[1], asked[2], Text(double.Parse(asked[1], CultureInfo.InvariantCulture) / GraphPerSecond), Text(seconds),
                asked[3],
            operations.ToString("N0", CultureInfo.InvariantCulture), Text(Math.Max(0, peak - memory) / 1048576.0),
        ];
    }

    /// <summary>Runs a line as the scheduler does, and returns the one that the night goes on with.</summary>
    private static async Task<DueItem?> NextAsync(IServiceProvider services, DueItem line)
    {
        var now = TimeProvider.System.GetUtcNow();
        var plan = await services.GetRequiredService<Reconcile>().PlanAsync(line, now, CancellationToken.None);
        return plan.Later.FirstOrDefault(later => later.Kind == PresenceStore.ReconcileJob && later.Subject != PresenceStore.Night);
    }

    private static async Task<bool> SeedAsync(IServiceProvider services, Community community)
    {
        var people = services.GetRequiredService<PersonIndex>();
        foreach (var slot in community.Roles.All()) await people.NoteAsync(community.TenantId, slot.Holder!, community.ChannelId, CancellationToken.None);
        return await services.GetRequiredService<CommunityStore>().AddAsync(community, CancellationToken.None);
    }

    private static async Task<int> VacatedAsync(WebApplication bot, Organisation organisation)
    {
        var empty = 0;
        foreach (var known in organisation.Communities)
            empty += await InScopeAsync(bot, async services =>
                (await services.GetRequiredService<CommunityStore>().FindAsync(known.TenantId, known.ChannelId, CancellationToken.None))!.Community.Roles.All()
                    .Count(slot => slot.Holder is null));
        return empty;
    }

    private static async Task<T> InScopeAsync<T>(WebApplication bot, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = bot.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        return await work(scope.ServiceProvider);
    }

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
