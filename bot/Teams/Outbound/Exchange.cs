namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>What came back for one request.</summary>
internal sealed record Exchange
{
    /// <summary>The HTTP status; 0 where no answer came.</summary>
    public required int Status { get; init; }

    /// <summary>The body; null where it was longer than allowed, broke off or took too long.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What a good answer was read as, where it was read as it came in; null where it could not be.</summary>
    public object? Value { get; init; }

    /// <summary>The wait that the server asks for, 1 second to 1 hour.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server may have received the request. False only where it surely did not.</summary>
    public bool Left { get; init; } = true;

    /// <summary>Set where the same request is worth sending again at once: with a fresh token.</summary>
    public bool Again { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;
}
