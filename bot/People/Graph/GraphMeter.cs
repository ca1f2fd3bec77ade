using System.Diagnostics.Metrics;

namespace TeamsCommunityBot.People.Graph;

/// <summary>Counts what goes to Graph.</summary>
internal sealed class GraphMeter
{
    public const string Name = "TeamsCommunityBot.Graph";

    private readonly Counter<long> _requests;

    public GraphMeter(IMeterFactory meters) =>
        _requests = meters.Create(Name).CreateCounter<long>("graph.requests", description: "Requests by class of the answer's status; a batch is one.");

    /// <param name="status">0 where no answer came.</param>
    public void Count(int status) => _requests.Add(1, new KeyValuePair<string, object?>("status", status == 0 ? "none" : $"{status / 100}xx"));
}
