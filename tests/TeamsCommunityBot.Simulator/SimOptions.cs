namespace TeamsCommunityBot.Simulator;

/// <summary>What a simulated Teams starts with. Everything has a value that suits a test.</summary>
public sealed record SimOptions
{
    /// <summary>The clock of limits, faults, token lifetimes and message ids. A fake one makes the limits testable to the tick.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The loopback port; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The bot's registration.</summary>
    public string AppId { get; init; } = "0b070000-0000-4000-8000-000000000001";

    /// <summary>The registration's secret, demanded by the token endpoint.</summary>
    public string ClientSecret { get; init; } = "a-secret-for-tests-only";

    /// <summary>The bot's name, as it stands in mentions.</summary>
    public string BotName { get; init; } = "Community";

    /// <summary>Whether requests and posts are kept. Off: nothing is kept, and any activity id may be updated or deleted. For benchmarks.</summary>
    public bool Record { get; init; } = true;

    /// <summary>How many requests, and how many posts of one conversation, are kept; the oldest go first.</summary>
    public int RecordAtMost { get; init; } = 100_000;

    /// <summary>Whether the published rate limits are held from the start; <see cref="SimLimits.Enabled"/> changes it later.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>Whether connector and Graph answer 401 without a token of ours.</summary>
    public bool RequireBearer { get; init; } = true;

    /// <summary>How long an access token lives.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(60);
}
