using System.Runtime.Versioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Turns;
using Xunit;
using static TeamsCommunityBot.Tests.Infra.Deployment;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>The bot can live with what the deployment gives it, and has what the deployment counts on.</summary>
public sealed class SettingsTests(InfraFolder folder) : IClassFixture<InfraFolder>
{
    private const string ClientId = "11111111-2222-3333-4444-555555555555";
    private const string TenantId = "66666666-7777-8888-9999-aaaaaaaaaaaa";

    private IEnumerable<(string Name, string Value)> Settings => folder.Snapshot.Settings();

    [Fact]
    public void Every_setting_is_one_that_the_bot_reads()
    {
        Assert.NotEmpty(Settings);
        Assert.All(Settings, setting => Assert.Contains(setting.Name, Known()));
    }

    [Fact]
    public void None_is_a_secret() =>
        Assert.DoesNotContain(Settings, setting => setting.Name is "Bot__ClientSecret" or "Bot__CertificatePath" or "Storage__ConnectionString");

    [Fact]
    public async Task With_these_settings_alone_the_start_is_not_stopped()
    {
        await using var app = Build(Settings);

        app.Services.GetRequiredService<IStartupValidator>().Validate();

        var bot = app.Services.GetRequiredService<IOptions<BotOptions>>().Value;
        Assert.Equal((ClientId, TenantId, BotAppType.UserAssignedMsi, ClientId), (bot.AppId, bot.TenantId, bot.AppType, bot.ManagedIdentityClientId));
        var table = Assert.IsType<AzureStorage>(app.Services.GetRequiredService<IStorageHealth>());
        Assert.Equal("https://example.table.core.windows.net/CommunityBot", table.Table.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("Bot__AppId")]
    [InlineData("Bot__TenantId")]
    public async Task Without_one_of_them_it_is(string name)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var app = Build(Settings.Where(setting => setting.Name != name));
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        });

        Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_answers_where_Azure_asks()
    {
        await using var app = Build(Settings);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText).ToList();

        Assert.Contains(folder.Snapshot.The(Web).Text("properties.siteConfig.healthCheckPath"), routes);
        Assert.Contains("/api/messages", routes);
    }

    [Fact]
    public void The_host_has_the_runtime_that_the_bot_is_built_for()
    {
        var built = new FrameworkName(typeof(Turn).Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), false).Cast<TargetFrameworkAttribute>()
            .Single().FrameworkName);

        Assert.Equal($"DOTNETCORE|{built.Version}", folder.Snapshot.The(Web).Text("properties.siteConfig.linuxFxVersion"));
    }

    private static IEnumerable<string> Known() =>
        typeof(BotOptions).GetProperties().Where(property => property.CanWrite).Select(property => $"{BotOptions.Section}__{property.Name}")
            .Concat(typeof(StorageOptions).GetProperties().Where(property => property.CanWrite)
                .Select(property => $"{StorageOptions.Section}__{property.Name}"));

    private static WebApplication Build(IEnumerable<(string Name, string Value)> settings) =>
        Startup.Build(["--environment=Production", .. settings.Select(setting =>
            $"--{setting.Name.Replace("__", ":", StringComparison.Ordinal)}={Deployed(setting.Value)}")]);

    /// <summary>What a deployment puts in the place of a reference.</summary>
    private static string Deployed(string value) => value.StartsWith('[') ? value[(value.IndexOf(").", StringComparison.Ordinal) + 2)..^1] switch
    {
        "clientId" => ClientId,
        "tenantId" => TenantId,
        "primaryEndpoints.table" => "https://example.table.core.windows.net/",
        var property => throw new InvalidOperationException($"What would a deployment give for {property}?"),
    } : value;
}
