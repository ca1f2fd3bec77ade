using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Local;
using Xunit;

namespace TeamsCommunityBot.Tests.Local;

/// <summary>A press for somebody else, over HTTP, answered by an endpoint that writes as the bot's own does: into the body's writer, without a flush.</summary>
public sealed class PlaygroundActivitiesTests : IAsyncLifetime
{
    private const string Card = """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"lang":"nl","body":[{"type":"TextBlock"}]}}""";

    private readonly OthersChats _others = new(PlaygroundPeople.Read(File.ReadAllText(PlaygroundProcess.Beside("playground.yml"))));
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;
    private string _answer = Card;
    private bool _isMeasured;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Services.AddSingleton<IStartupFilter>(
            new PlaygroundActivities(_others, Options.Create(new PlaygroundOptions()), TimeProvider.System));
        _app = builder.Build();
        _app.MapPost("/api/messages", context =>
        {
            var bytes = Encoding.UTF8.GetBytes(_answer);
            if (_isMeasured) context.Response.ContentLength = bytes.Length;
            bytes.CopyTo(context.Response.BodyWriter.GetSpan(bytes.Length));
            context.Response.BodyWriter.Advance(bytes.Length);
            return Task.CompletedTask;
        });
        await _app.StartAsync(Ct);
        _others.Opened("chat-of-bram", "29:1bram-proef");
        _others.Shown("17", "chat-of-bram", "nl");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_presses_as_somebody_else_gets_the_answer_under_the_mark(bool isMeasured)
    {
        _isMeasured = isMeasured;

        var answer = JsonNode.Parse(await PressAsync())!;

        Assert.Contains("Hier druk je voor Bram Proef.", answer["value"]!["body"]![0]!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, answer["value"]!["body"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Gedaan."}""")]
    [InlineData("no JSON at all")]
    [InlineData("")]
    public async Task An_answer_that_is_no_card_comes_as_it_is(string answer)
    {
        _answer = answer;

        var got = await PressAsync();

        if (answer.StartsWith('{')) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(got)));
        else Assert.Equal(answer, got);
    }

    private async Task<string> PressAsync()
    {
        var press = new JsonObject { ["type"] = "invoke", ["replyToId"] = "17", ["from"] = new JsonObject(), ["conversation"] = new JsonObject() };
        using var content = new StringContent(press.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(new Uri(_app.Urls.Single()), "/api/messages"), content, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
