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

    /// <summary>Turns of the hundredth a second. A turn waits for its connector for up to seven seconds: more than all the places that the bot has.</summary>
    public const int PerSecondOfOne = 80;

    /// <summary>What the connector never answers to: ids of conversations that begin so.</summary>
    public const string HangingPrefix = "19:hangs";

    private const int Askers = 40;
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _ofOne = [];

    public static string TenantOf(int number) => $"7c5d0e4a-0000-4000-8000-{number:D12}";

    /// <param name="hangs">A channel whose connector never answers.</param>
    public static string ChannelOf(int number, bool hangs = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{(hangs ? HangingPrefix : "19:crowd")}{number:D24}@thread.tacv2");

    /// <summary>The first tenant asks on and on at its own pace, whether it is answered or not.</summary>
    public void Begin(bool hangs) => _ofOne.Add(GoOnAsync(ChannelOf(0, hangs)));

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
                var tenant = 1 + (turn % (Tenants - 1));
                if (await SayAsync(tenant, ChannelOf(tenant)) != 200) Interlocked.Increment(ref failures);
                took[asker].Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await pace.WaitForNextTickAsync();
            }
        }));
        return ([.. took.SelectMany(list => list).Order()], failures);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_ofOne).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _end.Dispose();
    }

    private async Task GoOnAsync(string channel)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecondOfOne));
        var under = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            under.RemoveAll(turn => turn.IsCompleted);
            under.Add(SayAsync(0, channel));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
        await Task.WhenAll(under).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<int> SayAsync(int tenant, string channel)
    {
        var id = Activities.NextId().ToString(CultureInfo.InvariantCulture);
        var activity = Activities.Message(connector, Activities.StatusText, id)
            .Replace(Activities.Tenant, TenantOf(tenant), StringComparison.Ordinal)
            .Replace(Activities.Channel, channel, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "api/messages"))
        {
            Content = new StringContent(activity, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _client.SendAsync(request, _end.Token);
        return (int)response.StatusCode;
    }
}
