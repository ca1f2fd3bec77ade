using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Strangers name keys that do not exist while the real keys turn: nobody real is shut out, and what was withdrawn is.</summary>
public sealed class KeyAttacks
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_stranger_who_names_an_unknown_key_does_not_keep_new_keys_out(int strangers)
    {
        await using var story = await Story.StartAsync(clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        for (var n = 0; n < strangers; n++) Assert.Equal(HttpStatusCode.Unauthorized, await SaysAsync(story, Unknown(story)));

        var old = story.Sim.Tokens.Valid();
        story.Sim.Keys.Rotate(keepFormer: false);

        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        Assert.Equal(HttpStatusCode.Unauthorized, await SaysAsync(story, old));
    }

    [Fact]
    public async Task Whoever_names_the_new_key_while_it_is_being_read_waits_for_it()
    {
        await using var story = await Story.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        using var slow = story.Sim.Faults.Always(Fault.Delay(TimeSpan.FromMilliseconds(300)), new FaultScope(SimOperation.OpenIdMetadata));
        story.Sim.Keys.Rotate();
        var fetched = story.Sim.Keys.MetadataFetches;

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => SaysAsync(story, story.Sim.Tokens.Make())));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, story.Sim.Keys.MetadataFetches - fetched);
    }

    [Fact]
    public async Task A_reading_that_began_before_the_key_was_published_is_followed_by_another()
    {
        await using var story = await Story.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        Task<HttpStatusCode> stranger;
        using (story.Sim.Faults.Next(1, Fault.Body(200, Keys(story)) with { Latency = TimeSpan.FromMilliseconds(500) }, new FaultScope(SimOperation.Keys)))
        {
            var fetched = story.Sim.Keys.MetadataFetches;
            stranger = SaysAsync(story, Unknown(story));
            while (story.Sim.Keys.MetadataFetches == fetched) await Task.Yield();
            story.Sim.Keys.Rotate();

            Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger);
    }

    [Fact]
    public async Task A_flood_from_elsewhere_uses_up_nothing_of_those_who_are_known()
    {
        await using var story = await Story.StartAsync(clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        using var elsewhere = From(IPAddress.Parse("127.0.0.2"));
        for (var n = 0; n < 50; n++) Assert.Equal(HttpStatusCode.Unauthorized, await SaysAsync(story, Unknown(story), elsewhere));
        Assert.InRange(story.Sim.Keys.MetadataFetches, 1, 5);

        story.Sim.Keys.Rotate();

        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
    }

    [Fact]
    public async Task A_flood_from_where_the_real_ones_come_from_closes_the_door_for_half_a_minute_at_most()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var story = await Story.StartAsync(clock: clock);
        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
        for (var n = 0; n < 50; n++) Assert.Equal(HttpStatusCode.Unauthorized, await SaysAsync(story, Unknown(story)));
        story.Sim.Keys.Rotate();
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.OK, await SaysAsync(story, story.Sim.Tokens.Valid()));
    }

    private static string Unknown(Story story) =>
        story.Sim.Tokens.Make(header: header => header["kid"] = $"{Guid.NewGuid()}", key: story.Sim.Keys.Unpublished("msteams"));

    private static string Keys(Story story) =>
        new JsonObject { ["keys"] = new JsonArray([.. story.Sim.Keys.Published.Select(key => (JsonNode)key.ToJwk())]) }.ToJsonString();

    private static async Task<HttpStatusCode> SaysAsync(Story story, string token) =>
        (await story.Sim.DeliverAsync(story.Host.Endpoint, story.Sim.Activities.Message(story.Org.Channel, story.Org.Anna, "help"), token, Ct)).Status;

    private static async Task<HttpStatusCode> SaysAsync(Story story, string token, HttpClient from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, story.Host.Endpoint);
        var message = story.Sim.Activities.Message(story.Org.Channel, story.Org.Anna, "help");
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await from.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static HttpClient From(IPAddress address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
