using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Moq;
using TeamsCommunityBot.Teams;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class BotOptionsTests
{
    private const string App = "0b070000-0000-4000-8000-000000000001";
    private const string Tenant = "7e4a0000-0000-4000-8000-000000000001";

    [Fact]
    public void A_registration_with_one_credential_is_enough()
    {
        var bot = Bind(("AppId", App.ToUpperInvariant()), ("TenantId", $"{{{Tenant}}}"), ("ClientSecret", "s3cr3t-value"));
        Assert.Equal((App, Tenant), (bot.AppId, bot.TenantId));
        Assert.Equal([Tenant], bot.ServedTenants);
    }

    [Fact]
    public void A_list_may_be_indexed()
    {
        var bot = Valid(("ServiceHosts:0", "127.0.0.1:5000"), ("ServiceHosts:1", "127.0.0.1:5001"), ("AllowedTenants:0", App));
        Assert.Equal(["127.0.0.1:5000", "127.0.0.1:5001"], bot.ServiceHosts);
        Assert.Equal([App], bot.AllowedTenants);
    }

    [Theory]
    [InlineData("127.0.0.1:5000,127.0.0.1:5001")]
    [InlineData("127.0.0.1:5000 127.0.0.1:5001")]
    [InlineData(" 127.0.0.1:5000, 127.0.0.1:5001 ,")]
    public void A_list_may_be_one_value(string value)
    {
        var bot = Valid(("ServiceHosts", value), ("AllowedTenants", $"{App},{Tenant}"));
        Assert.Equal(["127.0.0.1:5000", "127.0.0.1:5001"], bot.ServiceHosts);
        Assert.Equal([App, Tenant], bot.AllowedTenants);
    }

    [Theory]
    [InlineData("AppId", "")]
    [InlineData("AppId", "my-bot")]
    [InlineData("AppId", "00000000-0000-0000-0000-000000000000")]
    [InlineData("TenantId", "")]
    [InlineData("TenantId", "contoso.example")]
    [InlineData("AllowedTenants", "contoso.example")]
    [InlineData("AppType", "MultiTenant")]
    [InlineData("ClientSecret", "")]
    [InlineData("ClientSecret", "<your secret>")]
    [InlineData("ClientSecret", "changeme")]
    [InlineData("ClientSecret", "xxxxxxxx")]
    [InlineData("CertificatePath", "/nowhere/bot.pem")]
    [InlineData("ManagedIdentityClientId", App)]
    [InlineData("OpenIdMetadata", "http://login.example/keys")]
    [InlineData("OpenIdMetadata", "keys")]
    [InlineData("Authority", "http://login.example")]
    [InlineData("Authority", "ftp://127.0.0.1")]
    [InlineData("Issuer", "")]
    [InlineData("Scope", "")]
    [InlineData("ServiceHosts", "https://smba.trafficmanager.net/")]
    [InlineData("ServiceHosts", "*.trafficmanager.net")]
    public void A_wrong_setting_stops_the_start_and_is_named(string key, string value)
    {
        var failure = Assert.ThrowsAny<Exception>(() => Valid((key, value)));
        var text = failure + failure.InnerException?.Message;
        Assert.Contains($"Bot:{key}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_not_repeated_in_the_message()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Valid(("ClientSecret", "your-secret-1234"), ("CertificatePath", "/nowhere/bot.pem")));
        Assert.DoesNotContain("your-secret-1234", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_identity_has_no_secret_beside_it()
    {
        Assert.Equal(BotAppType.UserAssignedMsi, Valid(("AppType", "UserAssignedMsi"), ("ClientSecret", "")).AppType);
        Assert.Throws<OptionsValidationException>(() => Valid(("AppType", "UserAssignedMsi")));
    }

    [Fact]
    public void Without_an_app_id_only_Development_starts()
    {
        Assert.True(Bind("Development").IsAnonymous);
        Assert.Throws<OptionsValidationException>(() => Bind("Production"));
        Assert.Throws<OptionsValidationException>(() => Bind("Staging"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://[::1]:0", true)]
    [InlineData("http://0.0.0.0:0", false)]
    [InlineData("http://*:0", false)]
    public async Task Without_authentication_only_loopback_is_listened_on(string url, bool starts)
    {
        var start = () => InboundHost.StartAsync(new Dictionary<string, string?>(), "Development", urls: url);
        if (starts) await (await start()).DisposeAsync();
        else Assert.Contains("Bot:AppId", (await Assert.ThrowsAsync<OptionsValidationException>(start)).Message, StringComparison.Ordinal);
    }

    private static BotOptions Valid(params (string Key, string Value)[] settings) =>
        Bind([("AppId", App), ("TenantId", Tenant), ("ClientSecret", "s3cr3t-value"), .. settings]);

    private static BotOptions Bind(params (string Key, string Value)[] settings) => Bind("Production", settings);

    private static BotOptions Bind(string environment, params (string Key, string Value)[] settings)
    {
        var values = settings.GroupBy(s => s.Key).ToDictionary(s => $"Bot:{s.Key}", s => (string?)s.Last().Value);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection().AddSingleton(Mock.Of<IHostEnvironment>(e => e.EnvironmentName == environment));
        return services.AddBotOptions(configuration).AddBotOptions(configuration).BuildServiceProvider().GetRequiredService<IOptions<BotOptions>>().Value;
    }
}
