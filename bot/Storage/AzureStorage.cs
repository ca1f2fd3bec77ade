using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// The client for the one table. Where it does not exist it is created when first missed, so that no call pays for asking.
/// </summary>
internal sealed class AzureStorage : IStorageHealth, IErasedSpace
{
    /// <summary>Three tries, each with this limit, stay within the ten seconds of a turn.</summary>
    internal static readonly TimeSpan TryTime = TimeSpan.FromSeconds(3);

    /// <summary>
    /// So many requests at once from one process, the others wait here, where no try's time runs out: a busy store would answer each of them too late, and
    /// all of them would be asked in vain. Who waits comes in by turns of the tenants, so that one of them keeps nobody else waiting. Below the
    /// fifty connections that the client opens; at Azure's ten milliseconds still thousands a second.
    /// </summary>
    internal const int MostAtOnce = 32;

    private readonly FairLimit free = new(MostAtOnce, mostWaiting: int.MaxValue, keepsRoom: false);
    private readonly AzureErrors errors;

    /// <param name="managedIdentity">The client id of a user-assigned identity; none: what <see cref="DefaultAzureCredential"/> finds.</param>
    public AzureStorage(StorageOptions options, string? managedIdentity)
    {
        errors = new(options);
        var settings = Short(new TableClientOptions());
        Table = options.ConnectionString.Length > 0
            ? new(options.ConnectionString, options.Table, settings)
            : new(new Uri(options.TableEndpoint), options.Table, Credential(managedIdentity), settings);
    }

    public TableClient Table { get; }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken ct) => default;

    /// <summary>Asks; where the table is missing, creates it and asks once more.</summary>
    /// <exception cref="StorageUnavailableException">Azure did not answer or refused access.</exception>
    /// <exception cref="StorageLimitException">Azure refused what was asked.</exception>
    /// <param name="share">For whom it is asked: where many wait, they are asked for by turns.</param>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct, string share = "")
    {
        await free.EnterAsync(share, ct);
        try
        {
            return await AskAsync(ask, ct);
        }
        catch (Exception problem) when (AzureErrors.IsOurs(problem, ct))
        {
            throw errors.From(problem);
        }
        finally
        {
            free.Leave(share);
        }
    }

    public async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(
                async ct =>
                {
                    await using var rows = Table.QueryAsync<TableEntity>(row => row.PartitionKey == "health", 1, ["RowKey"], ct).GetAsyncEnumerator(ct);
                    return await rows.MoveNextAsync();
                },
                ct);
            return null;
        }
        catch (Exception problem) when (problem is StorageUnavailableException or StorageLimitException)
        {
            return problem.Message;
        }
    }

    private static TokenCredential Credential(string? managedIdentity) =>
        string.IsNullOrEmpty(managedIdentity)
            ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(managedIdentity));

    private static T Short<T>(T options) where T : ClientOptions
    {
        options.Retry.NetworkTimeout = TryTime;
        options.RetryPolicy = new AzureRetry();
        // Azure's own logs would hold addresses with ids in them.
        options.Diagnostics.IsLoggingEnabled = false;
        return options;
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask(ct);
        }
        catch (RequestFailedException problem) when (problem.ErrorCode is "TableNotFound")
        {
            await CreateAsync(ct);
            return await ask(ct);
        }
    }

    /// <summary>Safe to run at once in several threads and processes: what exists by then stays as it is.</summary>
    private async Task CreateAsync(CancellationToken ct)
    {
        try
        {
            await Table.CreateIfNotExistsAsync(ct);
        }
        catch (RequestFailedException problem) when (problem.Status is 401 or 403)
        {
            throw errors.Missing(problem);
        }
    }
}
