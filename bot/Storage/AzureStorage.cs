using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;

namespace TeamsCommunityBot.Storage;

/// <summary>
/// The clients for the one table and the two queues. What does not exist is created when first missed, so that no call pays for asking.
/// </summary>
internal sealed class AzureStorage : IStorageHealth
{
    /// <summary>Three tries, each with this limit, stay within the ten seconds of a turn.</summary>
    internal static readonly TimeSpan TryTime = TimeSpan.FromSeconds(3);

    /// <summary>
    /// So many requests at once from one process, the others wait here, where no try's time runs out: a busy store would answer each of them too late, and
    /// all of them would be asked in vain. Below the fifty connections that the client opens; at Azure's ten milliseconds still thousands a second.
    /// </summary>
    internal const int MostAtOnce = 32;

    private readonly ConcurrencyLimit free = new(MostAtOnce);
    private readonly AzureErrors errors;

    /// <param name="managedIdentity">The client id of a user-assigned identity; none: what <see cref="DefaultAzureCredential"/> finds.</param>
    public AzureStorage(StorageOptions options, string? managedIdentity)
    {
        errors = new(options);
        var (tables, queues) = (Short(new TableClientOptions()), Short(new QueueClientOptions()));
        if (options.ConnectionString.Length > 0)
        {
            Table = new(options.ConnectionString, options.Table, tables);
            var service = new QueueServiceClient(options.ConnectionString, queues);
            (Work, Poison) = (service.GetQueueClient(options.Queue), service.GetQueueClient(options.PoisonQueue));
        }
        else
        {
            var credential = Credential(managedIdentity);
            Table = new(new Uri(options.TableEndpoint), options.Table, credential, tables);
            var service = new QueueServiceClient(new Uri(options.QueueEndpoint), credential, queues);
            (Work, Poison) = (service.GetQueueClient(options.Queue), service.GetQueueClient(options.PoisonQueue));
        }
    }

    public TableClient Table { get; }

    public QueueClient Work { get; }

    public QueueClient Poison { get; }

    /// <summary>Asks; where the table or a queue is missing, creates all three and asks once more.</summary>
    /// <exception cref="StorageUnavailableException">Azure did not answer or refused access.</exception>
    /// <exception cref="StorageLimitException">Azure refused what was asked.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        await free.EnterAsync(ct);
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
            free.Leave();
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
                    await rows.MoveNextAsync();
                    await Work.PeekMessageAsync(ct);
                    return await Poison.PeekMessageAsync(ct);
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
        catch (RequestFailedException problem) when (problem.ErrorCode is "TableNotFound" or "QueueNotFound")
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
            await Work.CreateIfNotExistsAsync(cancellationToken: ct);
            await Poison.CreateIfNotExistsAsync(cancellationToken: ct);
        }
        catch (RequestFailedException problem) when (problem.Status is 401 or 403)
        {
            throw errors.Missing(problem);
        }
    }
}
