using System.Diagnostics;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>The large organisation in its own process, as the run sees it.</summary>
internal sealed class Organisation : IAsyncDisposable
{
    private readonly Process _process;

    private Organisation(Process process, IReadOnlyDictionary<string, string?> settings, IReadOnlyList<Community> communities) =>
        (_process, Settings, Communities) = (process, settings, communities);

    /// <summary>What tells the bot where everything is.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>A community per team, with the first three people in its roles.</summary>
    public IReadOnlyList<Community> Communities { get; }

    public static async Task<Organisation> StartAsync(string folder)
    {
        var list = Path.Combine(folder, "organisation.txt");
        var start = new ProcessStartInfo(Repository.ThisProgram, ["serve-organisation", list]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() != "ready") throw new BenchmarkException("The organisation did not start.");
        var lines = await File.ReadAllLinesAsync(list);
        var settings = lines.TakeWhile(line => line.Length > 0).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], string? (pair) => pair[1]);
        var rest = lines.Skip(settings.Count + 1).ToList();
        var service = new Uri(rest[0]);
        return new(process, settings, [.. rest.Skip(1).Select(line => CommunityOf(line.Split('\t'), service, settings["Bot:TenantId"]!))]);
    }

    /// <summary>Says a word and returns the answer.</summary>
    public async Task<string> SayAsync(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new BenchmarkException("The organisation ended.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Community CommunityOf(string[] line, Uri service, string tenant)
    {
        var since = new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        RoleSlot Slot(Role role, int place) => new(role) { Holder = new(line[1 + (2 * place)], line[2 + (2 * place)], "Iemand"), Since = since, Revision = 1 };
        return new()
        {
            TenantId = tenant,
            ChannelId = line[0],
            TeamId = line[0],
            Name = "Lezers",
            StartDate = new(2026, 9, 1),
            Language = "nl",
            Address = new(service, line[0], "28:bot"),
            RegisteredBy = line[1],
            RegisteredAt = since,
            Roles = new(Slot(Role.Bouwer, 0), Slot(Role.Verbinder, 1), Slot(Role.Aanjager, 2)),
        };
    }
}
