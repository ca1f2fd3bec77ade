using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Storage;

/// <summary>Registers <see cref="ITable"/>, <see cref="IStorageHealth"/> and <see cref="IErasedSpace"/> as the settings say.</summary>
public static class StorageRegistration
{
    /// <summary>Nothing is opened or connected before its first use; wrong settings stop the start.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>();
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        return options.IsAzure ? AddAzure(services, configuration["Bot:ManagedIdentityClientId"]) : AddSqlite(services);
    }

    private static IServiceCollection AddSqlite(IServiceCollection services) =>
        services
            .AddSingleton(provider => new SqliteFile(Options(provider).Sqlite, provider.GetRequiredService<ILogger<SqliteFile>>()))
            .AddSingleton<IStorageHealth>(provider => provider.GetRequiredService<SqliteFile>())
            .AddSingleton<IErasedSpace>(provider => provider.GetRequiredService<SqliteFile>())
            .AddSingleton<ITable, SqliteTable>();

    /// <summary>By itself, so that Azure's libraries are not even loaded where the data is in a file.</summary>
    private static IServiceCollection AddAzure(IServiceCollection services, string? managedIdentity) =>
        services
            .AddSingleton(provider => new AzureStorage(Options(provider), managedIdentity))
            .AddSingleton<IStorageHealth>(provider => provider.GetRequiredService<AzureStorage>())
            .AddSingleton<IErasedSpace>(provider => provider.GetRequiredService<AzureStorage>())
            .AddSingleton<ITable, AzureTable>();

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;
}
