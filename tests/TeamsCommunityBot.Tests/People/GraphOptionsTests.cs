using Microsoft.Extensions.Options;
using TeamsCommunityBot.People.Graph;
using TeamsCommunityBot.Teams;
using Xunit;

namespace TeamsCommunityBot.Tests.People;

public sealed class GraphOptionsTests
{
    [Theory]
    [InlineData(0, "https://graph.microsoft.com/v1.0")]
    [InlineData(1, "https://graph.microsoft.com")]
    [InlineData(2, "https://graph.microsoft.us/v1.0/")]
    [InlineData(2, "http://127.0.0.1:5000/v1.0")]
    public void Good_settings_are_taken(int level, string url) => Assert.Null(Problem(level, url));

    [Theory]
    [InlineData(3, "https://graph.microsoft.com/v1.0", "Graph:Level")]
    [InlineData(-1, "https://graph.microsoft.com/v1.0", "Graph:Level")]
    [InlineData(1, "http://graph.microsoft.com/v1.0", "Graph:BaseUrl")]
    [InlineData(1, "https://x:y@graph.microsoft.com/v1.0", "Graph:BaseUrl")]
    [InlineData(1, "https://graph.microsoft.com/beta", "Graph:BaseUrl")]
    [InlineData(1, "https://graph.microsoft.com/v1.0?x=1", "Graph:BaseUrl")]
    [InlineData(1, "graph", "Graph:BaseUrl")]
    [InlineData(1, "", "Graph:BaseUrl")]
    public void What_cannot_work_or_is_not_safe_stops_the_start(int level, string url, string key) =>
        Assert.Contains(key, Problem(level, url), StringComparison.Ordinal);

    [Fact]
    public void Graph_needs_a_registration() =>
        Assert.Contains("Bot:AppId", Problem(1, "https://graph.microsoft.com/v1.0", registered: false), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://graph.microsoft.com", "https://graph.microsoft.com/v1.0", "https://graph.microsoft.com/.default")]
    [InlineData("https://graph.microsoft.us/v1.0/", "https://graph.microsoft.us/v1.0", "https://graph.microsoft.us/.default")]
    [InlineData("http://127.0.0.1:5000/v1.0", "http://127.0.0.1:5000/v1.0", "https://graph.microsoft.com/.default")]
    public void The_address_has_one_form_and_names_the_cloud_of_the_token(string given, string root, string scope)
    {
        var options = new GraphOptions { BaseUrl = given };

        Assert.Equal((root, scope), (options.Root.AbsoluteUri, options.Scope));
    }

    private static string? Problem(int level, string url, bool registered = true) =>
        new GraphOptionsCheck(Options.Create(new BotOptions { AppId = registered ? "0b070000-0000-4000-8000-000000000001" : "" }))
            .Validate(null, new GraphOptions { Level = level, BaseUrl = url }).FailureMessage;
}
