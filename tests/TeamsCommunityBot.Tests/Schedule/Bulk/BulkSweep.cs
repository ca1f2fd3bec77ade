using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Schedule.Bulk;

/// <summary>
/// A sweep that posts a numbered card in each channel of a folder's files. The tests and the benchmarks run it in the real program, in processes that they
/// kill.
/// </summary>
internal sealed class BulkSweep(BulkTargets targets) : ISweep
{
    public const string Kind = "bulk";

    /// <summary>What starts this assembly as a bot with the sweep in it.</summary>
    public const string Command = "sweeper";

    /// <summary>The environment variable that names the folder with the targets.</summary>
    public const string Folder = "BULK_TARGETS";

    /// <summary>The environment variable with which a part of the process fails once it has started.</summary>
    public const string Fails = "BULK_FAILS";

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Environment.GetEnvironmentVariable(Folder)!;
        using var operations = new OperationCounts();
        int code;
        await using (var app = Startup.Build(args, more: services => AddTo(services, new(folder)))) code = await Startup.RunAsync(app);
        await File.WriteAllLinesAsync(Path.Combine(folder, $"operations.{Environment.ProcessId}"), operations.Lines);
        return code;
    }

    /// <summary>Puts the sweep into a bot, beside its own jobs.</summary>
    public static void AddTo(IServiceCollection services, BulkTargets targets)
    {
        services.AddSingleton(targets);
        services.AddScoped<BulkSweep>();
        services.AddSingleton(new JobTable([.. Routes.Jobs, new(Kind, typeof(BulkSweep))]));
        if (Environment.GetEnvironmentVariable(Fails) is not null) services.AddHostedService<Failing>();
    }

    public async IAsyncEnumerable<SweepPost> PostsAsync(DueItem item, string? after, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var target in targets.ReadAsync(item.TenantId, ct))
        {
            var place = target.Number.ToString("D8", CultureInfo.InvariantCulture);
            if (string.CompareOrdinal(place, after) <= 0) continue;
            var card = new AdaptiveCard { Lang = "nl", FallbackText = "Bulk.", Body = [new TextBlock($"Nummer {place}")] };
            yield return new(place, Key.Join(Kind, item.Subject, place), """{"choice":"x"}""",
                new Post(place, new Destination.ToChannel(target.Channel, TeamId: target.TeamId), card, "Bulk."));
        }
    }

    public ValueTask RefusedAsync(DueItem item, SweepPost post, PostResult.Refused refused, DateTimeOffset now, CancellationToken ct)
    {
        targets.Refused.Enqueue((post.Place, refused));
        return default;
    }

    public ValueTask<IReadOnlyList<DueItem>> FinishedAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        targets.Finished.Enqueue(item);
        return new([]);
    }

    private sealed class Failing(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException("As was asked for.");
        }
    }
}
