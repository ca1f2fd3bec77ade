namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Why the connector did not take a message, in the classes that call for different deeds.</summary>
internal enum SendFailure
{
    /// <summary>The bot is not in the conversation (any more): nothing until it is installed again.</summary>
    NotInRoster,

    /// <summary>The person blocked the bot, or may not be written to: nothing until they speak.</summary>
    Blocked,

    DisabledByAdmin,

    /// <summary>Not the host for this conversation: of another cloud, or one that we do not trust (then nothing was sent).</summary>
    WrongHost,

    NotEnoughPermissions,

    /// <summary>The conversation or the message is gone. May be passing: one such answer proves nothing.</summary>
    NotFound,

    TooBig,

    /// <summary>Too much at once; the wait stands beside it.</summary>
    Throttled,

    /// <summary>Our own fault.</summary>
    BadRequest,

    /// <summary>The connector does not accept our token, a fresh one neither.</summary>
    Unauthorised,

    /// <summary>Surely not delivered; later may do.</summary>
    Unavailable,

    /// <summary>The connection broke or fell silent after the message left: it may have been delivered.</summary>
    Unknown,
}

/// <summary>What became of a message, an update or a new conversation.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <param name="Id">The id of the message or conversation; null where the connector did not tell one.</param>
    /// <param name="MovedTo">Set where another host had to be asked: worth keeping in place of the address's service.</param>
    public sealed record Sent(string? Id, Uri? MovedTo = null) : SendResult;

    /// <param name="Code">The connector's own word; null where it gave none.</param>
    /// <param name="RetryAfter">The wait that the connector asks for.</param>
    /// <param name="Status">The HTTP status; 0 where nothing was answered.</param>
    public sealed record Failed(SendFailure Kind, string? Code = null, TimeSpan? RetryAfter = null, int Status = 0) : SendResult;
}

/// <summary>What the connector told, or why it did not.</summary>
internal readonly record struct Fetched<T>(T? Value, SendResult.Failed? Failure)
    where T : class;
