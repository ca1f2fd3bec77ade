using System.Diagnostics;
using System.Globalization;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>
/// Many tenants that ask for their status at a steady pace, and one whose every turn hangs. A load generator of its own: wrk sends one request, and here each
/// tenant has its own.
/// </summary>
internal sealed class Crowd(Uri server, Uri connector, string token) : IAsyncDisposable
{
    /// <summary>How many tenants there are, the one that may hang among them.</summary>
    public const int Tenants = 100;

    /// <summary>Turns of the others a second, together.</summary>
    public const int PerSecond = 400;

    /// <summary>More than all the places that the bot has for turns.</summary>
    public const int Hanging = 520;

    /// <summary>What the connector never answers to: ids of conversations that begin so.</summary>
    public const string HangingPrefix = "19:hangs";

    private const int Askers = 40;
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _hanging = [];

    public static string TenantOf(int number) => $"7c5d0e4a-0000-4000-8000-{number:D12}";

    /// <summary>The tenant with number 0 is the one that hangs, where one does.</summary>
    public static string ChannelOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(number == 0 ? HangingPrefix : "19:crowd")}{number:D24}@thread.tacv2");

    /// <summary>The first tenant asks as often as it can, as Teams does: whoever is told to come back does so.</summary>
    public void BeginHanging() => _hanging.AddRange(Enumerable.Range(0, Hanging).Select(_ => HangAsync()));

    /// <summary>How long each turn of the others took, in milliseconds, and how many failed.</summary>
    public async Task<(IReadOnlyList<double> Took, int Failures)> AskAsync(TimeSpan span)
    {
        var (took, failures) = (new List<double>[Askers], 0);
        await Task.WhenAll(Enumerable.Range(0, Askers).Select(async asker =>
        {
            took[asker] = [];
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)Askers / PerSecond));
            // Not all in the same moment.
            await Task.Delay(pace.Period * asker / Askers, TimeProvider.System);
            for (var (began, turn) = (Stopwatch.GetTimestamp(), asker); Stopwatch.GetElapsedTime(began) < span; turn += Askers)
            {
                var asked = Stopwatch.GetTimestamp();
                if (await SayAsync(1 + (turn % (Tenants - 1))) != 200) Interlocked.Increment(ref failures);
                took[asker].Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await pace.WaitForNextTickAsync();
            }
        }));
        return ([.. took.SelectMany(list => list).Order()], failures);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_hanging);
        _client.Dispose();
        _end.Dispose();
    }

    private async Task HangAsync()
    {
        while (!_end.IsCancellationRequested)
            try
            {
                if (await SayAsync(0) == 503) await Task.Delay(ComeBack, TimeProvider.System, _end.Token);
            }
            catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException)
            {
                // The server or the run has ended, or a turn of it took longer than anybody waits.
            }
    }

    private async Task<int> SayAsync(int tenant)
    {
        var id = Activities.NextId().ToString(CultureInfo.InvariantCulture);
        var activity = Activities.Message(connector, Activities.StatusText, id)
            .Replace(Activities.Tenant, TenantOf(tenant), StringComparison.Ordinal)
            .Replace(Activities.Channel, ChannelOf(tenant), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "api/messages"))
        {
            Content = new StringContent(activity, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _client.SendAsync(request, _end.Token);
        return (int)response.StatusCode;
    }
}
