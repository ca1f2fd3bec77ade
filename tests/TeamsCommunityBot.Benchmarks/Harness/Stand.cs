using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>The connector of a run, as a process on the second core, and what the harness asks of it.</summary>
internal sealed class Stand : IAsyncDisposable
{
    private readonly HttpClient client = new();
    private readonly Server server;

    private Stand(Server server) => this.server = server;

    /// <summary>The connector's base address, as activities carry it.</summary>
    public Uri Address => server.Address;

    public static async Task<Stand> StartAsync()
    {
        var port = Server.FreePort();
        var stand = new Stand(Server.Start(Cores.Load, port, Repository.ThisProgram, ["serve-connector", $"{port}"], []));
        await stand.server.ListeningAsync();
        return stand;
    }

    /// <summary>A token that the bot must accept, as Bot Framework sends it with every activity.</summary>
    public Task<string> TokenAsync() => client.GetStringAsync(new Uri(Address, "control/token"));

    /// <summary>Starts counting answers that hold these words.</summary>
    public async Task ExpectAsync(string words)
    {
        using var content = new StringContent(words);
        using var response = await client.PostAsync(new Uri(Address, "control/expect"), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>How many messages held the expected words, how many did not, and how many are held for ever.</summary>
    public async Task<(long Answers, long Others, long Hanging)> CountAsync()
    {
        var counts = (await client.GetStringAsync(new Uri(Address, "control/count"))).Split(' ');
        return (Number(0), Number(1), Number(2));

        long Number(int place) => long.Parse(counts[place], CultureInfo.InvariantCulture);
    }

    /// <summary>The body of a message that arrived lately (one of the first ten since <see cref="ExpectAsync"/>).</summary>
    public Task<string> LastAsync() => client.GetStringAsync(new Uri(Address, "control/last"));

    /// <summary>Posts one activity to a server.</summary>
    /// <returns>The status, and the body of the answer.</returns>
    public async Task<(int Status, string Body)> PostAsync(Uri bot, string activity, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bot, "api/messages"));
        request.Content = new StringContent(activity, Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }
}
