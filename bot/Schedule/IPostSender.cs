namespace TeamsCommunityBot.Schedule;

/// <summary>Sends what the bot says of its own accord; the boundary to Teams implements it. It tries once: pace and patience are the engine's.</summary>
internal interface IPostSender
{
    /// <summary>Opens the person's chat, or starts a thread in the channel, and posts the card there, signed for that very place.</summary>
    /// <param name="leaving">Called when a request leaves for Teams: once, or twice where a chat was opened first.</param>
    /// <exception cref="Storage.StorageUnavailableException">The keys that sign cards could not be read; nothing was sent.</exception>
    ValueTask<PostAttempt> SendAsync(string tenantId, Post post, Action leaving, CancellationToken ct);
}

/// <summary>What became of one try.</summary>
internal abstract record PostAttempt
{
    private PostAttempt()
    {
    }

    public sealed record Final(PostResult Result) : PostAttempt;

    /// <summary>Surely not delivered; later may do.</summary>
    /// <param name="Wait">What the service asks for, 1 second to 1 hour; null where it asks for nothing.</param>
    /// <param name="IsThrottled">It was too much at once: then the whole tenant has to wait.</param>
    /// <param name="WasAnswered">False where the service was not reached at all.</param>
    public sealed record NotNow(string? Code, TimeSpan? Wait, bool IsThrottled, bool WasAnswered) : PostAttempt;

    /// <summary>The connection broke after the message left: it may have been delivered.</summary>
    public sealed record Unknown : PostAttempt;
}
