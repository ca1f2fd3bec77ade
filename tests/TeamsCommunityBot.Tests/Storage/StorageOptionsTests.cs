using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class StorageOptionsTests
{
    private const string Secret = "c2VjcmV0LWtleQ==";

    [Theory]
    [InlineData("")]
    [InlineData("Sqlite=elsewhere.db")]
    [InlineData("TableEndpoint=https://a.table.core.windows.net")]
    [InlineData("ConnectionString=DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + Secret + ";EndpointSuffix=core.windows.net")]
    [InlineData("ConnectionString=AccountName=a;AccountKey=" + Secret + ";TableEndpoint=http://127.0.0.1:1/a")]
    [InlineData("ConnectionString=UseDevelopmentStorage=true")]
    [InlineData("Table=Other")]
    public void Settings_that_can_work_are_taken(string settings) => Assert.NotNull(Options(settings));

    [Theory]
    [InlineData("TableEndpoint=http://a.example", "TableEndpoint must be an https")]
    [InlineData("TableEndpoint=https://a.example ConnectionString=UseDevelopmentStorage=true", "exclude each other")]
    [InlineData("ConnectionString=nonsense", "malformed")]
    [InlineData("ConnectionString=AccountName=a;AccountName=b;AccountKey=" + Secret, "malformed")]
    [InlineData("ConnectionString=AccountName=a", "neither AccountKey")]
    [InlineData("ConnectionString=DefaultEndpointsProtocol=http;AccountName=a;AccountKey=" + Secret, "DefaultEndpointsProtocol=https")]
    [InlineData("ConnectionString=AccountName=a;AccountKey=" + Secret + ";TableEndpoint=http://a.example", "loopback")]
    [InlineData("ConnectionString=UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://a.example", "proxy")]
    [InlineData("Sqlite=", "Storage:Sqlite is empty")]
    [InlineData("Table=1st", "Storage:Table")]
    [InlineData("Table=a-b", "Storage:Table")]
    public void Settings_that_cannot_work_stop_the_start_and_are_named_without_their_value(string settings, string told)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Options(settings));

        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_the_store_is_a_file()
    {
        using var services = Services("");

        Assert.IsType<SqliteTable>(services.GetRequiredService<ITable>());
        Assert.IsType<SqliteFile>(services.GetRequiredService<IStorageHealth>());
    }

    [Theory]
    [InlineData("TableEndpoint=https://a.table.core.windows.net")]
    [InlineData("ConnectionString=UseDevelopmentStorage=true")]
    public void With_Azure_Storage_the_store_is_there(string settings)
    {
        using var services = Services(settings);

        Assert.IsType<AzureTable>(services.GetRequiredService<ITable>());
        Assert.Same(services.GetRequiredService<AzureStorage>(), services.GetRequiredService<IStorageHealth>());
    }

    private static StorageOptions Options(string settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }

    private static ServiceProvider Services(string settings)
    {
        var pairs = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(pairs.Select(pair => KeyValuePair.Create($"Storage:{pair[0]}", (string?)pair[1])))
            .Build();
        return new ServiceCollection().AddStorage(configuration).BuildServiceProvider();
    }
}
