using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using TeamsCommunityBot.Local;
using Xunit;

namespace TeamsCommunityBot.Tests.Local;

/// <summary>What the person at the Playground does for the other five; that it works in the Playground itself, the walk of a new user shows.</summary>
public sealed class OthersChatsTests : IDisposable
{
    private const string Bram = "29:1bram-proef";
    private const string Anna = "29:1anna-voorbeeld";
    private static readonly Uri Service = new("http://127.0.0.1:1/_connector/");

    private readonly PlaygroundPeople _people = PlaygroundPeople.Read(File.ReadAllText(PlaygroundProcess.Beside("playground.yml")));
    private readonly OthersChats _others;
    private readonly Recorder _playground = new();
    private readonly HttpMessageInvoker _bot;

    public OthersChatsTests()
    {
        _others = new(_people);
        _bot = new(new OthersMessages(_others) { InnerHandler = _playground });
    }

    public void Dispose() => _bot.Dispose();

    [Fact]
    public void The_made_up_team_is_read_from_the_file_that_the_Playground_reads()
    {
        Assert.Equal(Anna, _people.Own);
        Assert.Equal("a:1chat-anna-voorbeeld", _people.OwnChat);
        Assert.Equal(5, _people.Others.Count);
        Assert.Equal(new PlaygroundPerson(Bram, "30000000-0000-4000-8000-000000000002", "Bram Proef"), _people.Others[Bram]);
    }

    [Theory]
    [InlineData("nl", "Hier druk je voor Bram Proef.")]
    [InlineData("en", "Here you press for Bram Proef.")]
    public async Task A_card_for_another_is_shown_where_it_is_seen_and_its_press_is_theirs(string language, string mark)
    {
        await OpenAsync(Bram, "chat-of-bram");
        var sent = await SendAsync(HttpMethod.Post, "v3/conversations/chat-of-bram/activities", Card(language), """{"id":"17"}""");

        Assert.Equal($"/_connector/v3/conversations/{Uri.EscapeDataString(_people.OwnChat)}/activities", sent.Path);
        Assert.Contains(mark, sent.Body["attachments"]![0]!["content"]!["body"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Hoi", sent.Body["attachments"]![0]!["content"]!["body"]![1]!["text"]!.GetValue<string>());

        var press = Press("17");
        Assert.Equal("chat-of-bram", _others.TakeOver(press));
        Assert.Equal(Bram, press["from"]!["id"]!.GetValue<string>());
        Assert.Equal(_people.Others[Bram].Id, press["from"]!["aadObjectId"]!.GetValue<string>());
        Assert.Equal("chat-of-bram", press["conversation"]!["id"]!.GetValue<string>());
        Assert.Equal(language, press["locale"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_ones_own_or_everyones_stays_as_it_is()
    {
        await OpenAsync(Anna, _people.OwnChat);
        var own = await SendAsync(HttpMethod.Post, $"v3/conversations/{_people.OwnChat}/activities", Card("nl"), """{"id":"18"}""");
        var channel = await SendAsync(HttpMethod.Put, "v3/conversations/19:kanaal/activities/5", Card("nl"), """{"id":"5"}""");

        Assert.True(JsonNode.DeepEquals(Card("nl"), own.Body));
        Assert.True(JsonNode.DeepEquals(Card("nl"), channel.Body));
        foreach (var id in new[] { "18", "5", "unknown" })
        {
            var press = Press(id);
            Assert.Null(_others.TakeOver(press));
            Assert.True(JsonNode.DeepEquals(Press(id), press));
        }
    }

    [Fact]
    public async Task A_card_of_another_is_renewed_where_it_is_seen()
    {
        await OpenAsync(Bram, "chat-of-bram");
        await SendAsync(HttpMethod.Post, "v3/conversations/chat-of-bram/activities", Card("nl"), """{"id":"17"}""");

        var renewed = await SendAsync(HttpMethod.Put, "v3/conversations/chat-of-bram/activities/17", Card("nl"), """{"id":"17"}""");

        Assert.Equal($"/_connector/v3/conversations/{Uri.EscapeDataString(_people.OwnChat)}/activities/17", renewed.Path);
        Assert.Equal(2, renewed.Body["attachments"]![0]!["content"]!["body"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("Bot:AppId", "22222222-2222-4222-8222-222222222222")]
    [InlineData("Playground:Enabled", "false")]
    public void Where_people_are_authenticated_or_no_Playground_runs_nobody_presses_for_another(string key, string value)
    {
        Assert.Contains(Services([]), service => service.ServiceType == typeof(IStartupFilter));
        Assert.DoesNotContain(Services(new() { [key] = value }), service => service.ServiceType == typeof(IStartupFilter)
            || service.ServiceType == typeof(OthersMessages));
    }

    private static ServiceCollection Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLocal(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new HostingEnvironment { EnvironmentName = "Development" });
        return services;
    }

    private Task OpenAsync(string person, string chat) =>
        SendAsync(HttpMethod.Post, "v3/conversations", new JsonObject { ["isGroup"] = false, ["members"] = new JsonArray(new JsonObject { ["id"] = person }) },
            $$"""{"id":"{{chat}}"}""");

    private async Task<(string Path, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonNode body, string answer)
    {
        _playground.Answer = answer;
        using var request = new HttpRequestMessage(method, new Uri(Service, path)) { Content = new StringContent(body.ToJsonString()) };
        using var response = await _bot.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (_playground.Path, JsonNode.Parse(_playground.Body)!);
    }

    private static JsonObject Card(string language) => JsonNode.Parse($$"""
        { "type": "message", "attachments": [ { "content": { "type": "AdaptiveCard", "lang": "{{language}}", "body": [ { "type": "TextBlock", "text": "Hoi" } ] } } ] }
        """)!.AsObject();

    private JsonObject Press(string message) => JsonNode.Parse($$"""
        { "type": "invoke", "replyToId": "{{message}}", "from": { "id": "{{Anna}}" }, "conversation": { "id": "{{_people.OwnChat}}" } }
        """)!.AsObject();

    private sealed class Recorder : HttpMessageHandler
    {
        public string Answer { get; set; } = "";

        public string Path { get; private set; } = "";

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Path = request.RequestUri!.AbsolutePath;
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new(HttpStatusCode.Created) { Content = new StringContent(Answer) };
        }
    }
}
