using System.Diagnostics.Metrics;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Counts what goes to the connector.</summary>
internal sealed class ConnectorMeter
{
    public const string Name = "TeamsCommunityBot.Connector";

    private static readonly string[] Classes = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Counter<long> _requests;
    private readonly Counter<long> _retries;

    public ConnectorMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _requests = meter.CreateCounter<long>("connector.requests", description: "Requests by class of the answer's status.");
        _retries = meter.CreateCounter<long>("connector.retries", description: "Requests that were sent again.");
    }

    /// <param name="status">0 where no answer came.</param>
    public void Count(int status, bool isRetry)
    {
        _requests.Add(1, new KeyValuePair<string, object?>("status", Classes[Math.Clamp(status / 100, 0, 5)]));
        if (isRetry) _retries.Add(1);
    }
}
