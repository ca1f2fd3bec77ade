using Azure;
using Azure.Identity;

namespace TeamsCommunityBot.Storage;

/// <summary>What Azure's answers mean to a caller: a limit, or an outage with what an administrator can do. Never a secret, never a row's content.</summary>
internal sealed class AzureErrors(StorageOptions options)
{
    /// <summary>Whether the exception is Azure's to explain, and not a cancellation that the caller asked for.</summary>
    public static bool IsOurs(Exception problem, CancellationToken ct) =>
        problem is RequestFailedException or AggregateException or AuthenticationFailedException
        || problem is OperationCanceledException && !ct.IsCancellationRequested;

    public Exception From(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions: [.., var last] } => From(last),
        RequestFailedException { Status: 400 or 413 } refused => new StorageLimitException($"Azure Storage refused what was asked: {refused.ErrorCode}."),
        RequestFailedException { Status: 401 or 403 } denied => new StorageUnavailableException(Denied(denied.ErrorCode), denied),
        RequestFailedException failed => new StorageUnavailableException($"Azure Storage answered {failed.Status} {failed.ErrorCode}.", failed),
        AuthenticationFailedException failed => new StorageUnavailableException(
            "No token for Azure Storage could be had: check the managed identity (Bot:ManagedIdentityClientId).", failed),
        _ => new StorageUnavailableException("Azure Storage did not answer in time.", problem),
    };

    /// <summary>Said when something does not exist and may not be created by us.</summary>
    public StorageUnavailableException Missing(Exception inner) => new(
        $"Azure Storage has no table {options.Table}, and the bot may not create it: create it, and give the bot's identity the role "
        + "Storage Table Data Contributor.",
        inner);

    private string Denied(string? code) =>
        $"Azure Storage refused access ({code}): give the bot's identity the role Storage Table Data Contributor (table {options.Table}), or correct "
        + "Storage:ConnectionString.";
}
